# The image of the corpus jobs' pods: the service's own, and Ray.  From the root of the repository, after `docker build -t whosaid:0.1.0 .`:
#   docker build -t registry.example.org/whosaid-corpus:0.1.0 -f deploy/corpus.Dockerfile .
FROM python:3.11-slim-bookworm AS build
COPY --from=whosaid:0.1.0 /venv /venv
COPY requirements-corpus.txt .
# KubeRay submits jobs to, and asks for health, what ray[default] brings; on one machine nothing of it is needed.
RUN pip --python /venv/bin/python install --no-cache-dir -r requirements-corpus.txt \
    "ray[default]==$(sed -n 's/^ray\[data\]==//p' requirements-corpus.txt)"

FROM whosaid:0.1.0
COPY --from=build /venv /venv
# Ray keeps its sessions in /tmp, and nothing about itself is sent anywhere.
ENV RAY_USAGE_STATS_ENABLED=0
HEALTHCHECK NONE
CMD ["python", "-m", "service", "corpus", "--help"]
