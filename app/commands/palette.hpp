// What the palette offers for what was typed.
#pragma once

#include "app/commands/command.hpp"
#include "app/commands/fuzzy.hpp"

namespace loopscope::app::commands {

struct Offer {
    const Command* command = nullptr;
    Fit fit;
};

// Enabled commands that fit, best first; in the order of declaration where they fit alike.
std::vector<Offer> offers(const Registry& registry, const Context& context);

}  // namespace loopscope::app::commands
