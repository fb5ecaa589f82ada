// The declarations themselves, by subject. Only Registry calls these.
#pragma once

#include "app/commands/command.hpp"

namespace loopscope::app::commands {

void declare_quiz(std::vector<Command>& commands);
// First those that take a key from others while they are enabled.
void declare_home(std::vector<Command>& commands);
void declare_classroom(std::vector<Command>& commands);
void declare_listing(std::vector<Command>& commands);
void declare_transport(std::vector<Command>& commands);
void declare_memory(std::vector<Command>& commands);
void declare_output(std::vector<Command>& commands);
void declare_views(std::vector<Command>& commands, Views views);
void declare_window(std::vector<Command>& commands);
void declare_lessons(std::vector<Command>& commands, std::span<const lessons::Lesson> lessons);

// What moves the playhead or leaves the slide waits while a question stands open. Behind all the others.
void hold_while_asked(std::vector<Command>& commands);

}  // namespace loopscope::app::commands
