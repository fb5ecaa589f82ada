// The table of views: a new one is an enumerator in app/state.hpp, a file beside this one, and a row here.
#pragma once

#include "app/view.hpp"

namespace loopscope::app::views {

// Lives as long as the program.
Views table();

}  // namespace loopscope::app::views
