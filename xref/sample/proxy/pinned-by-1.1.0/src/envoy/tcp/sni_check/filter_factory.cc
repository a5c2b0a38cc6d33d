#include "envoy/registry/registry.h"
#include "envoy/server/filter_config.h"

namespace Envoy {
namespace Tcp {
namespace SniCheck {

class FilterFactory : public Server::Configuration::NamedNetworkFilterConfigFactory {
 public:
  std::string name() override { return "sni_check"; }
};

static Registry::RegisterFactory<FilterFactory, Server::Configuration::NamedNetworkFilterConfigFactory> register_;

}  // namespace SniCheck
}  // namespace Tcp
}  // namespace Envoy
