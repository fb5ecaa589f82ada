// One turn of the loop, large: phases, ready queue, timers, poll.
#pragma once

#include "app/view.hpp"

namespace loopscope::app::views {

ViewEntry anatomy_view();

}  // namespace loopscope::app::views
