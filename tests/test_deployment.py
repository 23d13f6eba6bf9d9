"""compose.yaml and deploy/kubernetes.yaml against what they start: settings, routes, the image."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
import yaml

from service import __version__, machine, settings
from service.api.app import create_app
from tests.fakes import LIMITS, FakeExtractor

ROOT = settings.REPOSITORY
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf8")
COMPOSE_TEXT = (ROOT / "compose.yaml").read_text(encoding="utf8")
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
COMPOSED = COMPOSE["services"]["whosaid"]
OBJECTS = {each["kind"]: each for each in yaml.safe_load_all((ROOT / "deploy/kubernetes.yaml").read_text("utf8"))}
POD = OBJECTS["Deployment"]["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]
POD_LIMITS = CONTAINER["resources"]["limits"]
POD_LABELS = OBJECTS["Deployment"]["spec"]["template"]["metadata"]["labels"]
POD_ENVIRONMENT = {each["name"]: each["value"] for each in CONTAINER["env"]}

PORT = int(re.search(r"PORT=(\d+)", DOCKERFILE)[1])
USER, GROUP = map(int, re.search(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE).groups())
BYTES = {"k": 2**10, "m": 2**20, "g": 2**30, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30}
GETS = {rule.rule for rule in create_app(FakeExtractor(), LIMITS).url_map.iter_rules() if "GET" in rule.methods}


def size(text: str) -> int:
    number, unit = re.fullmatch(r"(\d+)(\w+)", text).groups()
    return int(number) * BYTES[unit]


def uncommented() -> dict:
    """compose.yaml after its marks were taken off as its comment says."""
    return yaml.safe_load(re.sub(r"^( *)# ( *(?:\w+:(?: [./\w]+)?|- \w+))$", r"\1\2", COMPOSE_TEXT, flags=re.MULTILINE))


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Sets what a deployment sets, its file of keys made, and gives the settings that come of it."""
    keys = tmp_path / "keys"
    keys.write_text("one\n")
    for name in {*COMPOSED["environment"], *POD_ENVIRONMENT}:
        monkeypatch.delenv(name, raising=False)

    def chosen(variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, str(keys) if name == "API_KEYS_FILE" else value)
        return settings.load()

    return chosen


@pytest.mark.parametrize(
    ("variables", "cores", "memory"),
    [
        (COMPOSED["environment"], COMPOSED["cpus"], size(COMPOSED["mem_limit"])),
        (uncommented()["services"]["whosaid"]["environment"], COMPOSED["cpus"], size(COMPOSED["mem_limit"])),
        (POD_ENVIRONMENT, int(POD_LIMITS["cpu"]), size(POD_LIMITS["memory"])),
    ],
    ids=["compose", "compose with keys", "kubernetes"],
)
def test_settings_are_settings_and_workers_fit_the_limits(environment, variables, cores, memory):
    source = (ROOT / "service/settings.py").read_text(encoding="utf8")
    assert all(f'"{name}"' in source for name in variables)
    chosen = environment(variables)
    assert chosen.workers == cores
    # The main process keeps the models, which the workers share.
    assert memory >= (chosen.workers + 1) * machine.WORKER_BYTES


def test_compose_lets_what_was_accepted_be_answered(environment):
    usual = environment({}).graceful_timeout
    grace = int(COMPOSED["stop_grace_period"].removesuffix("s"))
    assert grace > environment(COMPOSED["environment"]).graceful_timeout >= usual


def test_compose_gives_no_more_than_is_needed():
    assert COMPOSED["ports"] == [f"127.0.0.1:{PORT}:{PORT}"]
    assert COMPOSED["read_only"] is True and COMPOSED["cap_drop"] == ["ALL"]
    assert COMPOSED["security_opt"] == ["no-new-privileges:true"]
    assert [mount.split(":")[0] for mount in COMPOSED["tmpfs"]] == ["/tmp"]
    assert COMPOSED["memswap_limit"] == COMPOSED["mem_limit"] and COMPOSED["restart"] == "unless-stopped"
    threads = settings.load().threads
    assert COMPOSED["pids_limit"] > int(COMPOSED["environment"]["WORKERS"]) * (threads + 8)
    assert "healthcheck" not in COMPOSED and "HEALTHCHECK" in DOCKERFILE
    assert COMPOSED["image"] == f"whosaid:{__version__}"


def test_compose_takes_keys_from_a_file():
    changed = uncommented()
    (name,) = changed["secrets"]
    assert changed["services"]["whosaid"]["secrets"] == [name]
    assert changed["services"]["whosaid"]["environment"]["API_KEYS_FILE"] == f"/run/secrets/{name}"


def test_probes_ask_routes_on_the_port():
    ports = {port["name"]: port["containerPort"] for port in CONTAINER["ports"]}
    probes = {name: CONTAINER[f"{name}Probe"]["httpGet"] for name in ("startup", "readiness", "liveness")}
    assert {probe["path"] for probe in probes.values()} <= GETS
    assert (probes["readiness"]["path"], probes["liveness"]["path"]) == ("/readyz", "/healthz")
    # A full queue is no reason to be killed.
    assert probes["startup"]["path"] == "/healthz"
    assert all(ports[probe["port"]] == PORT for probe in probes.values())
    (port,) = OBJECTS["Service"]["spec"]["ports"]
    assert ports[port["targetPort"]] == PORT
    (rule,) = OBJECTS["NetworkPolicy"]["spec"]["ingress"]
    assert [ports[each["port"]] for each in rule["ports"]] == [PORT]
    told = OBJECTS["Deployment"]["spec"]["template"]["metadata"]["annotations"]
    assert int(told["prometheus.io/port"]) == PORT and told["prometheus.io/path"] in GETS


def test_a_pod_lives_until_what_it_accepted_is_answered(environment):
    pause = int(CONTAINER["lifecycle"]["preStop"]["exec"]["command"][-1])
    assert pause > 0
    usual = environment({}).graceful_timeout
    chosen = environment(POD_ENVIRONMENT).graceful_timeout
    assert POD["terminationGracePeriodSeconds"] > pause + chosen and chosen >= usual


def test_a_pod_has_no_rights():
    assert POD["securityContext"] == {
        "runAsNonRoot": True, "runAsUser": USER, "runAsGroup": GROUP, "fsGroup": GROUP,
        "seccompProfile": {"type": "RuntimeDefault"},
    }  # fmt: skip
    assert CONTAINER["securityContext"] == {
        "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
    }  # fmt: skip
    assert POD["automountServiceAccountToken"] is False
    volumes = {volume["name"]: volume for volume in POD["volumes"]}
    mounts = {mount["mountPath"]: volumes[mount["name"]] for mount in CONTAINER["volumeMounts"]}
    assert "emptyDir" in mounts["/tmp"]
    folder, _, file = POD_ENVIRONMENT["API_KEYS_FILE"].rpartition("/")
    assert mounts[folder]["secret"]["secretName"] == "whosaid-keys"
    assert f"--from-file={file}=" in (ROOT / "deploy/kubernetes.yaml").read_text(encoding="utf8")


def test_a_pod_may_ask_nobody():
    policy = OBJECTS["NetworkPolicy"]["spec"]
    assert "Egress" in policy["policyTypes"] and policy["egress"] == []


def test_every_selector_finds_the_pod():
    found = [
        OBJECTS["Deployment"]["spec"]["selector"]["matchLabels"],
        OBJECTS["Service"]["spec"]["selector"],
        OBJECTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        OBJECTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ]
    assert all(selector and selector.items() <= POD_LABELS.items() for selector in found)
    target = OBJECTS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", OBJECTS["Deployment"]["metadata"]["name"])


def test_pods_can_be_moved_one_at_a_time():
    scaler = OBJECTS["HorizontalPodAutoscaler"]["spec"]
    assert OBJECTS["PodDisruptionBudget"]["spec"]["minAvailable"] < scaler["minReplicas"] < scaler["maxReplicas"]
    assert "replicas" not in OBJECTS["Deployment"]["spec"]
    # Utilisation is a share of what is asked for.
    assert CONTAINER["resources"]["requests"]["cpu"] == CONTAINER["resources"]["limits"]["cpu"]
    assert CONTAINER["resources"]["requests"]["memory"] == CONTAINER["resources"]["limits"]["memory"]


def test_the_image_is_told_by_its_version_and_made_as_an_operator_wants_it():
    given = re.search(r"^LABEL (.*?[^\\])\n", DOCKERFILE, re.DOTALL | re.MULTILINE)[1].replace("\\\n", " ")
    labels = dict(part.split("=", 1) for part in shlex.split(given))
    assert labels["org.opencontainers.image.version"] == __version__
    wanted = ("title", "description", "licenses", "base.name")
    assert {f"org.opencontainers.image.{name}" for name in wanted} <= labels.keys()
    assert CONTAINER["image"].endswith(f"/whosaid:{__version__}")
    assert re.search(r'^CMD \["gunicorn"', DOCKERFILE, re.MULTILINE)
    assert USER > 0 and f"--uid {USER}" in DOCKERFILE and f"--gid {GROUP}" in DOCKERFILE
    assert set(re.findall(r"127\.0\.0\.1:.*?(/\w+)'", DOCKERFILE)) <= GETS


class Alive(BaseHTTPRequestHandler):
    """Answers /healthz, and nothing else."""

    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 500)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing."""


def test_health_is_asked_past_a_proxy():
    """Docker gives a container the proxy of its client's settings; a check that went there would find nobody."""
    command = json.loads(re.search(r"^HEALTHCHECK [^\[]*CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[1])
    with HTTPServer(("127.0.0.1", 0), Alive) as server:
        server.timeout = 20
        thread = Thread(target=server.handle_request)
        thread.start()
        proxies = {"http_proxy": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "no_proxy": ""}
        environment = {**os.environ, **proxies, "PORT": str(server.server_port)}
        done = subprocess.run([sys.executable, *command[1:]], env=environment, capture_output=True, check=False)
        thread.join()
    assert done.returncode == 0, done.stderr
