"""The few words of human languages that matter to a check, and names of common tools.

Bottom of the package. Structure tells most; these words tell the rest, and a language that is not
here merely gets fewer findings. All patterns are for text in lower case.
"""

from __future__ import annotations

import re

_LETTER = "a-z0-9_à-ÿ"


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern whose ``\\b`` is an edge of a Latin word: Han letters may stand beside it."""
    edge = f"(?:(?<![{_LETTER}])(?=[{_LETTER}])|(?<=[{_LETTER}])(?![{_LETTER}]))"
    return re.compile(text.replace(r"\b", edge))


# "default" as a word, or as part of a compound ("Standardwert", "valeur par défaut").
DEFAULT = _pattern(
    r"\bdefaults?\b|默认|默認|預設|预设|缺省|デフォルト|既定|기본|по умолчанию|par défaut|défaut"
    r"|\bstandard(?:wert|mäßig)\b|\bvorgabe(?:wert)?\b|predeterminad[oa]|por defecto|padrão"
    r"|predefinit[oa]|standaard(?:waarde)?\b|domyśln\w+|varsayılan|за замовчуванням"
)
# What may stand between "default" and the value.
BETWEEN = _pattern(
    r"(?:[\s:=：＝(（\[→]|-(?=\s)|\b(?:value|port|address|is|are|of|to|at|was|the|being|ist|wert|est|valeur"
    r"|es|valor|è|valore|é|jest|to)\b|值|端口|地址|是|为|為|成|設為|设为|は|値|が|값은|—|–)*"
)
BY_DEFAULT = _pattern(
    r"([^\s(（,，;；]+)[)）`'\"’”]*,? (?:by default\b|is the default\b|per default\b"
    r"|por defecto|par défaut|по умолчанию)"
)
# That a process has a port open.
LISTENS = _pattern(
    r"\blisten(?:s|ing|er|ers)?\b|\bserve[sd]?\b|\bbinds?\b|\bopens?\b|监听|監聽|侦听|偵聽|待ち受け"
    r"|リッスン|\bécoute\b|\bescucha\b|\blauscht\b|\bhört\b|слуша\w+|\bouve\b|\bascolta\b|\bluistert\b"
    r"|수신|\bdinle\w*"
)
CONTAINER = _pattern(
    r"\b(?:init-?|side-?car[ -]?)?containers?\b|容器|コンテナ|컨테이너|контейнер\w*|conteneurs?"
    r"|contenedor(?:es)?|contêiner|contenitor[ei]",
)
BINARY = _pattern(
    r"\b(?:binary|binaries|executables?|targets?)\b|二进制|二進位|二進制|可执行|目标|バイナリ|ターゲット"
    r"|실행 파일|바이너리|бинарн\w+|исполняем\w+|exécutable|binaire|ejecutable|binario|binärdatei"
)
IMAGE = _pattern(r"\bimages?\b|镜像|鏡像|映像|イメージ|이미지|образ\w*|imagen(?:es)?|imagem")

_TOOLS = """
    ansible apiserver apt awk az bash bazel brew cat cd chmod cmake consul containerd cp crictl
    ctr curl dep dig dlv docker docker-compose dockerd echo eksctl etcd etcdctl export find
    fortio gcloud gdb git glide go gofmt gradle grep head helm hey hub ibmcloud ip ip6tables
    ipset iptables java jq kind kops kube-apiserver kube-controller-manager kube-proxy
    kube-scheduler kubeadm kubectl kubelet kubens kustomize less ln ls make minikube minishift
    mkdir mv mvn nc nerdctl netstat node npm oc openssl perf pip podman protoc ps pwd python
    python3 rbac rm rpm ruby scp sed sh siege skaffold skopeo sleep ss ssh strace sudo systemctl
    tail tar tcpdump terraform test tiller top unzip vagrant vault vi vim virtctl watch wget wrk
    xargs yum zip"""
_COMMON = """
    ansible bash cat consul dep echo export find go gradle grep head hey hub ip java kind kops less
    make node npm perf python rbac sleep tail test tiller top unzip vault watch zip"""

TOOLS = frozenset(_TOOLS.split())
"""Programs that a text speaks of besides the release's own: their flags are theirs."""
COMMON = frozenset(_COMMON.split())
"""Those of them that a sentence may well hold as plain words."""

_EDGE = 16  # how far a word may stand from the name that it says something of


def beside(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether such a word stands right before or after a stretch of the text."""
    before = text[max(0, start - _EDGE) : start].lower()
    after = text[end : end + _EDGE].lower()
    for match in pattern.finditer(before):
        if not before[match.end() :].strip(" \t`'\"“”「」:：()（）*_"):
            return True
    found = pattern.search(after)
    return found is not None and not after[: found.start()].strip(" \t`'\"“”「」*_的")
