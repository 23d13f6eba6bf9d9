FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# For strip: the names in torch's libraries that only a debugger asks for are a fifth of them.
RUN apt-get update && apt-get install --yes --no-install-recommends binutils
RUN python -m venv /venv
# The small CPU build of torch, as a step of its own: a plain install would take a CUDA build of several gigabytes.
RUN /venv/bin/pip install --retries 0 --extra-index-url https://download.pytorch.org/whl/cpu torch==2.13.0
COPY requirements.txt .
RUN /venv/bin/pip install -r requirements.txt
# What the service never runs: torch's tests, headers and tools, other packages' tests, downloads of models, installers.
WORKDIR /venv/lib/python3.11/site-packages
RUN find torch/bin -type f ! -name torch_shm_manager -delete && \
    rm -rf torch/test torch/include torch/share torch/lib/*.a torch/lib/lib*_test.so \
        torch/lib/libbackend_with_compiler.so && \
    strip --strip-unneeded torch/lib/*.so && \
    find numpy networkx sympy -type d -name tests -prune -exec rm -rf {} + && \
    find . -name '*.pyi' -delete && \
    /venv/bin/pip uninstall --yes --quiet hf-xet setuptools pip && \
    find /venv -name __pycache__ -prune -exec rm -rf {} +
# Of what is left, the modules that are imported are compiled, once, since the container cannot keep what it compiles.
# It also shows that nothing is amiss.
WORKDIR /app
COPY service service
RUN /venv/bin/python -c 'import service.pipeline, service.worker, service.wsgi, flask_swagger_ui'

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Whosaid" \
      org.opencontainers.image.description="Quotes and their speakers from news articles, on your own machine" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="python:3.11-slim-bookworm"
RUN groupadd --system --gid 10001 whosaid && \
    useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin whosaid
COPY --from=build /venv /venv
WORKDIR /app
COPY gunicorn.conf.py LICENSE ./
COPY models/resources.json models/checksums.json models/version.json models/LICENSE models/README.md models/
COPY models/en/mwt models/en/mwt
COPY models/en/lemma models/en/lemma
COPY models/en/attribution models/en/attribution
COPY seeds/*.txt seeds/
COPY --from=build /app/service service
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000
USER 10001:10001
EXPOSE 8000
# Past any proxy that the environment names, as Docker has containers do where its client has one.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as u; u.build_opener(u.ProxyHandler({})).open(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=2)"]
CMD ["gunicorn", "--config", "gunicorn.conf.py", "service.wsgi:build()"]
