// The first page as commands and pictures see it: which lesson is chosen there, and which comes next.
#pragma once

#include "app/commands/command.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace loopscope::app::commands {

// Positions in Context::lessons; nothing where there are none.
std::optional<std::size_t> chosen_lesson(const Context& context);
// The one that was open last, or, once that is done, the next that is not.
std::optional<std::size_t> lesson_to_continue(const Context& context);
// Of the lesson that is open.
std::optional<std::size_t> open_lesson_index(const Context& context);

// Shows a lesson; begins it anew unless it is the one that stands behind the first page.
void open_lesson(Context& context, std::size_t index, bool playing);

std::string deck_title(const Context& context);

}  // namespace loopscope::app::commands
