#include "app/commands/palette.hpp"

#include <algorithm>

namespace loopscope::app::commands {

std::vector<Offer> offers(const Registry& registry, const Context& context) {
    std::vector<Offer> result;
    for (const Command& command : registry.all()) {
        if (command.id == "palette/open" || !command.is_enabled(context)) continue;
        auto how = fit(context.state.palette.text, command.label);
        if (how) result.push_back({&command, std::move(*how)});
    }
    std::ranges::stable_sort(result,
                             [](const Offer& a, const Offer& b) { return a.fit.score > b.fit.score; });
    return result;
}

}  // namespace loopscope::app::commands
