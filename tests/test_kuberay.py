"""deploy/kuberay.yaml and its image against what they start: the command, the packages, the service's image."""

from __future__ import annotations

import re
import shlex

import yaml

from service import __version__, machine
from service.corpus import command
from service.settings import REPOSITORY as ROOT

OBJECTS = {each["kind"]: each for each in yaml.safe_load_all((ROOT / "deploy/kuberay.yaml").read_text("utf8"))}
JOB = OBJECTS["RayJob"]["spec"]
CLUSTER = JOB["rayClusterSpec"]
(WORKERS,) = CLUSTER["workerGroupSpecs"]
PODS = [CLUSTER["headGroupSpec"]["template"], WORKERS["template"]]
DOCKERFILE = (ROOT / "deploy/corpus.Dockerfile").read_text("utf8")
USER, GROUP = map(int, re.search(r"^USER (\d+):(\d+)$", (ROOT / "Dockerfile").read_text("utf8"), re.M).groups())
GIGABYTE = 2**30


def test_the_command_is_one_and_has_an_actor_for_every_core():
    python, flag, module, name, *arguments = shlex.split(JOB["entrypoint"])
    assert [python, flag, module, name] == ["python", "-m", "service", "corpus"]
    options = command._parser().parse_args(arguments)
    cores = int(WORKERS["template"]["spec"]["containers"][0]["resources"]["limits"]["cpu"])
    assert (options.address, options.actors) == ("auto", WORKERS["replicas"] * cores)
    assert CLUSTER["headGroupSpec"]["rayStartParams"]["num-cpus"] == "0"
    mounts = [mount["mountPath"] for mount in PODS[0]["spec"]["containers"][0]["volumeMounts"]]
    assert all("/" + path.split("/")[1] in mounts for path in (*options.input, options.out))


def test_memory_bears_the_actors_and_the_store():
    for pod, group in zip(PODS, (CLUSTER["headGroupSpec"], WORKERS), strict=True):
        (container,) = pod["spec"]["containers"]
        limits = container["resources"]["limits"]
        store = int(group["rayStartParams"]["object-store-memory"])
        needed = int(limits["cpu"]) * machine.WORKER_BYTES + store + GIGABYTE // 2
        assert int(limits["memory"].removesuffix("Gi")) * GIGABYTE >= needed
        shm = next(volume for volume in pod["spec"]["volumes"] if volume["name"] == "shm")
        assert int(shm["emptyDir"]["sizeLimit"].removesuffix("Mi")) << 20 > store


def test_pods_have_no_rights():
    for pod in PODS:
        assert pod["spec"]["securityContext"] == {
            "runAsNonRoot": True, "runAsUser": USER, "runAsGroup": GROUP, "fsGroup": GROUP,
            "seccompProfile": {"type": "RuntimeDefault"},
        }  # fmt: skip
        (container,) = pod["spec"]["containers"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
        }  # fmt: skip
        assert {mount["name"] for mount in container["volumeMounts"]} == {v["name"] for v in pod["spec"]["volumes"]}
        assert pod["spec"]["automountServiceAccountToken"] is False
        assert {"name": "RAY_USAGE_STATS_ENABLED", "value": "0"} in container["env"]


def test_pods_may_ask_each_other_alone():
    policy = OBJECTS["NetworkPolicy"]["spec"]
    for pod in PODS:
        assert policy["podSelector"]["matchLabels"].items() <= pod["metadata"]["labels"].items()
    inner, operator = policy["ingress"]
    assert inner == {"from": [{"podSelector": policy["podSelector"]}]}
    assert all("matchLabels" in peer["podSelector"] for peer in operator["from"])
    assert [port["port"] for port in operator["ports"]] == [8265]
    assert JOB["submissionMode"] == "HTTPMode"
    peers, names = policy["egress"]
    assert peers == {"to": [{"podSelector": policy["podSelector"]}]}
    assert {port["port"] for port in names["ports"]} == {53}


def test_versions_are_those_of_the_service_and_of_the_requirements():
    (ray,) = re.findall(r"^ray\[data\]==(.+)$", (ROOT / "requirements-corpus.txt").read_text("utf8"), re.M)
    assert CLUSTER["rayVersion"] == ray
    assert all(pod["spec"]["containers"][0]["image"].endswith(f"/whosaid-corpus:{__version__}") for pod in PODS)
    assert set(re.findall(r"whosaid:([\d.]+\d)", DOCKERFILE)) == {__version__}
    assert "!requirements-corpus.txt" in (ROOT / ".dockerignore").read_text("utf8").splitlines()


def test_the_service_itself_needs_none_of_it():
    for name in ("requirements.txt", "Dockerfile"):
        assert not re.search(r"\b(ray|pyarrow)\b", (ROOT / name).read_text("utf8"))
