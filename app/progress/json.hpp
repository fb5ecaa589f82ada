// Progress as text.
#pragma once

#include "app/progress/progress.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace loopscope::app::progress {

std::string to_json(const Progress& progress);
// Nothing: it is no such file, or one of a later version. A field of a type that was not expected is left
// out.
std::optional<Progress> from_json(std::string_view text);

}  // namespace loopscope::app::progress
