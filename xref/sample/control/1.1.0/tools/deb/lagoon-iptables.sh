#!/bin/bash
#
# Sends the traffic of a pod through its proxy.

function usage() {
  echo "${0} -p PORT -u UID [-z PORT] [-m mode] [-b ports] [-h]"
  echo ''
  echo '  -p: port of the proxy (default $PROXY_PORT or 15001)'
  echo '  -z: port of the proxy for what comes in (default $INBOUND_CAPTURE_PORT or 15006)'
  echo '  -u: user of the proxy, whose traffic goes out as it is'
  echo '  -m: REDIRECT or TPROXY (default REDIRECT)'
  echo '  -b: comma-separated ports that come in through the proxy; * for all'
}

# shellcheck disable=SC1091
if [[ -e /etc/lagoon/sidecar.env ]]; then
  source /etc/lagoon/sidecar.env
fi

PROXY_PORT=${PROXY_PORT:-15001}
INBOUND_CAPTURE_PORT=${INBOUND_CAPTURE_PORT:-15006}
PROXY_UID=
INTERCEPTION_MODE=${LAGOON_INTERCEPTION_MODE:-REDIRECT}
INBOUND_PORTS=${LAGOON_INBOUND_PORTS-*}

while getopts ":p:z:u:m:b:h" opt; do
  case ${opt} in
    p)
      PROXY_PORT=${OPTARG}
      ;;
    z)
      INBOUND_CAPTURE_PORT=${OPTARG}
      ;;
    u)
      PROXY_UID=${OPTARG}
      ;;
    m)
      INTERCEPTION_MODE=${OPTARG}
      ;;
    b)
      INBOUND_PORTS=${OPTARG}
      ;;
    h)
      usage
      exit 0
      ;;
    \?)
      echo "Invalid option: -$OPTARG" >&2
      usage
      exit 1
      ;;
  esac
done

set -o errexit -o nounset -o pipefail
iptables -t nat -N LAGOON_REDIRECT
iptables -t nat -A LAGOON_REDIRECT -p tcp -j "${INTERCEPTION_MODE}" --to-port "${PROXY_PORT}"
iptables -t nat -A OUTPUT -m owner --uid-owner "${PROXY_UID:-1337}" -j RETURN
if [ "${INBOUND_PORTS}" == "*" ]; then
  iptables -t nat -A PREROUTING -p tcp -j "${INTERCEPTION_MODE}" --to-port "${INBOUND_CAPTURE_PORT}"
fi
