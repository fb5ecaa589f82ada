// Who is who in a picture: every task keeps one letter, one shape and one hue in all views. A task that
// only spawns others and waits for them (often "main") conducts: it takes no letter, so that A is the first
// task that does something of its own.
#pragma once

#include "core/stage/display_list.hpp"
#include "core/timeline/state.hpp"
#include "core/trace/tables.hpp"

#include <string>
#include <string_view>

namespace loopscope::slides {

// Looks of the actor with that number (timeline::TaskState::number), from 1: A, B, ... Z, 27, 28, ...
std::string letter_of(unsigned number);
stage::BadgeShape shape_of(unsigned number);
stage::Ink hue_of(unsigned number);

struct Actor {
    unsigned number = 0;  // 0: conducts, or is no task at all
    std::string letter;
    stage::BadgeShape shape = stage::BadgeShape::Disc;
    stage::Ink color = stage::ink(stage::Token::TextSoft);
    std::string name;         // "task 1"
    std::string second_line;  // "Task A"
};

// Number 0 is quiet: no letter, no hue.
Actor actor_of(unsigned number);
// A task of a run, with its name; one that conducts bears the first letter of its name in lower case. Cheap;
// an unknown task is quiet and nameless.
Actor actor_of(const timeline::State& state, const trace::Tables& tables, timeline::TaskId task);

// As actor_of, only the badge.
stage::BadgeItem badge_of(const timeline::State& state, const trace::Tables& tables, timeline::TaskId task,
                          stage::Vec2 center, float size, bool solid = true);

// The name of a task, never empty: "task 3" where it has none.
std::string name_of(const timeline::State& state, const trace::Tables& tables, timeline::TaskId task);

}  // namespace loopscope::slides
