// The declarations themselves, by subject. Only Registry calls these.
#pragma once

#include "app/commands/command.hpp"

namespace loopscope::app::commands {

void declare_transport(std::vector<Command>& commands);
void declare_views(std::vector<Command>& commands);
void declare_window(std::vector<Command>& commands);
void declare_lessons(std::vector<Command>& commands, std::span<const lessons::Lesson> lessons);

}  // namespace loopscope::app::commands
