#include "envoy/registry/registry.h"
#include "envoy/server/filter_config.h"

namespace Envoy {
namespace Http {
namespace Gauge {

class FilterFactory : public Server::Configuration::NamedHttpFilterConfigFactory {
 public:
  std::string name() override { return "gauge"; }
};

static Registry::RegisterFactory<FilterFactory, Server::Configuration::NamedHttpFilterConfigFactory> register_;

}  // namespace Gauge
}  // namespace Http
}  // namespace Envoy
