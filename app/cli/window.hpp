// `loopscope [lesson]`: the window, from the settings of last time to those of next time.
#pragma once

#include "app/cli/arguments.hpp"
#include "app/cli/complaint.hpp"
#include "core/lessons/deck.hpp"

#include <memory>

namespace loopscope::app::cli {

// Returns when the window has been closed.
Complaint open_window(const OpenWindow& request, std::shared_ptr<const lessons::Deck> deck);

}  // namespace loopscope::app::cli
