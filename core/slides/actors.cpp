#include "core/slides/actors.hpp"

#include <cctype>
#include <utility>

namespace loopscope::slides {
namespace {

constexpr unsigned kLetters = 26;
constexpr unsigned kShapes = 4;

}  // namespace

std::string letter_of(unsigned number) {
    if (number == 0) return {};
    if (number > kLetters) return std::to_string(number);
    return std::string(1, static_cast<char>('A' + static_cast<int>(number) - 1));
}

// One step further with every round of hues, so that the fifth actor is not the first one again.
stage::BadgeShape shape_of(unsigned number) {
    const unsigned index = number == 0 ? 0 : number - 1;
    return static_cast<stage::BadgeShape>((index + index / kShapes) % kShapes);
}

stage::Ink hue_of(unsigned number) {
    return number == 0 ? stage::ink(stage::Token::TextSoft) : stage::actor_ink(number - 1);
}

Actor actor_of(unsigned number) {
    Actor actor;
    actor.number = number;
    actor.letter = letter_of(number);
    actor.shape = shape_of(number);
    actor.color = hue_of(number);
    if (number != 0) actor.second_line = "Task " + actor.letter;
    return actor;
}

std::string name_of(const timeline::State& state, const trace::Tables& tables, timeline::TaskId id) {
    const timeline::TaskState* task = state.task(id);
    if (task != nullptr && !tables.string(task->name).empty()) return tables.string(task->name);
    return "task " + std::to_string(id);
}

Actor actor_of(const timeline::State& state, const trace::Tables& tables, timeline::TaskId id) {
    const timeline::TaskState* task = state.task(id);
    if (task == nullptr || task->id == 0) return {};
    Actor actor = actor_of(task->number);
    actor.name = name_of(state, tables, id);
    if (task->number == 0) {
        const auto first = static_cast<unsigned char>(actor.name.front());
        actor.letter = first < 0x80 ? std::string(1, static_cast<char>(std::tolower(first))) : "·";
        actor.second_line = "starts the others";
    }
    return actor;
}

stage::BadgeItem badge_of(const timeline::State& state, const trace::Tables& tables, timeline::TaskId task,
                          stage::Vec2 center, float size, bool solid) {
    Actor actor = actor_of(state, tables, task);
    return {actor.shape, center, size, actor.color, std::move(actor.letter), solid};
}

}  // namespace loopscope::slides
