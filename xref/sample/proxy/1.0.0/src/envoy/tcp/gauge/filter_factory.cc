#include "envoy/registry/registry.h"
#include "envoy/server/filter_config.h"

namespace Envoy {
namespace Tcp {
namespace Gauge {

class FilterFactory : public Server::Configuration::NamedNetworkFilterConfigFactory {
 public:
  std::string name() override { return "gauge"; }
};

static Registry::RegisterFactory<FilterFactory, Server::Configuration::NamedNetworkFilterConfigFactory> register_;

}  // namespace Gauge
}  // namespace Tcp
}  // namespace Envoy
