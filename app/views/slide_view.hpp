// The loop and its tasks as lifelines: who is resumed and why, and what is awaited.
#pragma once

#include "app/view.hpp"

namespace loopscope::app::views {

ViewEntry slide_view();

}  // namespace loopscope::app::views
