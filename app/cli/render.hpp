// `loopscope render`: a moment of a lesson as a PNG, drawn by the window's own code but without a window.
#pragma once

#include "app/cli/arguments.hpp"
#include "app/cli/complaint.hpp"
#include "core/lessons/deck.hpp"

#include <memory>

namespace loopscope::app::cli {

Complaint render(const Render& request, std::shared_ptr<const lessons::Deck> deck);

}  // namespace loopscope::app::cli
