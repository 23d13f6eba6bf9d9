FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
# The small CPU build of torch, as a step of its own: a plain install would take a CUDA build of several gigabytes.
RUN /venv/bin/pip install --retries 0 --extra-index-url https://download.pytorch.org/whl/cpu torch==2.13.0
COPY requirements.txt .
RUN /venv/bin/pip install -r requirements.txt && find /venv -name __pycache__ -prune -exec rm -rf {} +

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Whosaid" \
      org.opencontainers.image.description="Quotes and their speakers from news articles, on your own machine" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin whosaid
COPY --from=build /venv /venv
WORKDIR /app
COPY gunicorn.conf.py ./
COPY models/resources.json models/checksums.json models/version.json models/LICENSE models/README.md models/
COPY models/en models/en
COPY seeds/*.txt seeds/
COPY service service
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=2)"]
CMD ["gunicorn", "--config", "gunicorn.conf.py", "service.wsgi:build()"]
