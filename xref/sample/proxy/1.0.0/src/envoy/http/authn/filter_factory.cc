#include "envoy/registry/registry.h"
#include "envoy/server/filter_config.h"

namespace Envoy {
namespace Http {
namespace Authn {

class FilterFactory : public Server::Configuration::NamedHttpFilterConfigFactory {
 public:
  std::string name() override { return "lagoon_authn"; }
};

static Registry::RegisterFactory<FilterFactory, Server::Configuration::NamedHttpFilterConfigFactory> register_;

}  // namespace Authn
}  // namespace Http
}  // namespace Envoy
