#include "app/commands/command.hpp"

#include "app/commands/declare.hpp"

#include <algorithm>

namespace loopscope::app::commands {

bool Command::is_enabled(const Context& context) const {
    // On the first page there is no run to be seen.
    const bool anywhere = group == "Lessons" || group == "Window" || id == "view/presenter";
    if (context.state.home && !anywhere) return false;
    return !enabled || enabled(context);
}

std::string Command::tip() const {
    std::string text = tooltip.empty() ? label : tooltip;
    if (!keys.empty()) text += " (" + to_text(keys.front()) + ")";
    return text;
}

Registry::Registry(std::span<const lessons::Lesson> lessons, Views views) {
    // First, so that an open question takes the keys.
    declare_quiz(commands_);
    declare_home(commands_);
    declare_classroom(commands_);
    declare_transport(commands_);
    declare_memory(commands_);
    declare_output(commands_);
    declare_views(commands_, views);
    declare_listing(commands_);
    // Before the window's, so that the first page's search begins with lessons.
    declare_lessons(commands_, lessons);
    declare_window(commands_);
    hold_while_asked(commands_);
}

const Command* Registry::find(std::string_view id) const {
    const auto it = std::ranges::find(commands_, id, &Command::id);
    return it == commands_.end() ? nullptr : &*it;
}

const Command* Registry::bound_to(const input::KeyPress& press, const Context& context) const {
    for (const Command& command : commands_) {
        if (press.repeat && !command.repeats) continue;
        const bool bound =
            std::ranges::any_of(command.keys, [&](const Chord& c) { return matches(c, press); });
        if (bound && command.is_enabled(context)) return &command;
    }
    return nullptr;
}

const Command* Registry::bound_to(const input::CharTyped& typed, const Context& context) const {
    for (const Command& command : commands_) {
        const bool bound =
            std::ranges::any_of(command.keys, [&](const Chord& c) { return matches(c, typed); });
        if (bound && command.is_enabled(context)) return &command;
    }
    return nullptr;
}

bool Registry::run(std::string_view id, Context& context) const {
    const Command* command = find(id);
    if (!command || !command->is_enabled(context)) return false;
    command->run(context);
    return true;
}

}  // namespace loopscope::app::commands
