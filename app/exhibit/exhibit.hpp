// What is open. Whoever shows it asks here for its title, words, sources, parameters and modes; all but the
// title may be absent. Lessons are exhibits (lesson_exhibit.hpp); programs and recordings will be.
#pragma once

#include "core/lessons/lesson.hpp"
#include "core/record/source.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace loopscope::app::exhibit {

class Exhibit {
public:
    Exhibit() = default;
    virtual ~Exhibit() = default;
    Exhibit(const Exhibit&) = delete;
    Exhibit& operator=(const Exhibit&) = delete;

    // Names its runs, and itself where it is remembered.
    [[nodiscard]] virtual std::string_view id() const = 0;
    [[nodiscard]] virtual std::string_view title() const = 0;
    [[nodiscard]] virtual std::string_view chapter() const { return {}; }
    // Why it cannot be run, or not yet; empty: it can.
    [[nodiscard]] virtual std::string_view trouble() const { return {}; }
    // It will be run as soon as what `trouble` speaks of is done, without anybody's help.
    [[nodiscard]] virtual bool soon() const { return false; }

    // Words to read, in Markdown; how long that takes, in minutes; and what only a teacher reads.
    [[nodiscard]] virtual std::string_view goal() const { return {}; }
    [[nodiscard]] virtual std::string_view text() const { return {}; }
    [[nodiscard]] virtual std::span<const std::string> remember() const { return {}; }
    [[nodiscard]] virtual std::optional<int> minutes() const { return std::nullopt; }
    [[nodiscard]] virtual std::string_view notes() const { return {}; }

    // The ways to run it; none: there is one, without a name.
    [[nodiscard]] virtual std::span<const lessons::Mode> modes() const { return {}; }
    [[nodiscard]] virtual lessons::Mode initial_mode() const { return lessons::Mode::Async; }
    [[nodiscard]] virtual std::span<const lessons::Parameter> parameters() const { return {}; }

    // The source of what runs in this mode with these values, and the same in Python; null: there is none.
    [[nodiscard]] virtual const lessons::Listing* listing(lessons::Mode, const lessons::Values&) const {
        return nullptr;
    }
    [[nodiscard]] virtual const lessons::Listing* python(lessons::Mode, const lessons::Values&) const {
        return nullptr;
    }
    // What the program does, step by step, and what tells that a step has been reached: none, or one each.
    [[nodiscard]] virtual std::span<const std::string> steps(lessons::Mode) const { return {}; }
    [[nodiscard]] virtual std::span<const lessons::StepMark> step_marks(lessons::Mode) const { return {}; }

    // What gives the events. Empty: nothing can be run. May throw, as the starter may: see session/start.hpp.
    [[nodiscard]] virtual record::Starter starter(lessons::Mode, const lessons::Values&) const = 0;
    // Whether starter() gives one.
    [[nodiscard]] virtual bool runs() const = 0;

    // For what only lessons have: questions, claims, a place in a deck. Null: it is none.
    [[nodiscard]] virtual const lessons::Lesson* lesson() const { return nullptr; }

    [[nodiscard]] lessons::Values initial_values() const {
        lessons::Values values;
        for (const lessons::Parameter& parameter : parameters()) values[parameter.name] = parameter.initial;
        return values;
    }
};

}  // namespace loopscope::app::exhibit
