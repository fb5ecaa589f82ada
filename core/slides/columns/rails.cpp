// The narrow rails beside a lane: hatched while a task awaits and its thread is free, an outline while it is
// ready.
#include "core/base/format.hpp"
#include "core/slides/actors.hpp"
#include "core/slides/columns/lane.hpp"
#include "core/stage/fit.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Ink;
using stage::Rect;
using stage::Token;

struct Rail {
    timeline::TaskId task = 0;
    std::size_t first = 0, last = 0;  // its stretches in lane.beside
    std::size_t column = 0;           // 0: next to the lane on the left, 1: on the right, 2: left again, ...
};

std::string awaited(const Stretch& s) {
    switch (s.wait) {
        case trace::Wait::Sleep: return s.planned >= 0 ? "sleep " + format_short(s.planned) : "sleep";
        case trace::Wait::Task:
        case trace::Wait::Tasks:
        case trace::Wait::FirstOf: return "tasks";
        case trace::Wait::Event: return "event";
        case trace::Wait::Lock: return "lock";
        case trace::Wait::Semaphore: return "slot";
        case trace::Wait::Queue: return "queue";
        case trace::Wait::Future: return "result";
        case trace::Wait::Worker: return "worker";
        case trace::Wait::Fd: return "socket";
        case trace::Wait::Process: return "process";
        default: return "wait";
    }
}

Icon awaited_icon(trace::Wait wait) {
    switch (wait) {
        case trace::Wait::Task:
        case trace::Wait::Tasks:
        case trace::Wait::FirstOf: return Icon::Fork;
        case trace::Wait::Lock:
        case trace::Wait::Semaphore: return Icon::Padlock;
        case trace::Wait::Queue: return Icon::Queue;
        case trace::Wait::Worker: return Icon::Worker;
        case trace::Wait::Fd: return Icon::Socket;
        case trace::Wait::Process: return Icon::Process;
        default: return Icon::Clock;
    }
}

// What is awaited by name where there is room for most of it, else by kind, or only for how long.
std::string label_of(const Pen& pen, const LaneView& view, const Stretch& s, float room) {
    const std::string& name = view.run->subject(s);
    if (!name.empty()) {
        std::string shown = stage::fit(pen.metrics(), Font::Small, name, room);
        if (2 * shown.size() > name.size()) return shown;
    }
    const std::string time = s.planned >= 0 ? format_short(s.planned) : "";
    for (const std::string& words : {awaited(s), time}) {
        if (pen.fits(Font::Small, words, room)) return words;
    }
    return {};
}

// A task keeps its rail from its first wait to its last; a rail is used again where its task is done with it.
std::vector<Rail> assign(const RunLane& lane, std::size_t& columns) {
    std::vector<Rail> rails;
    for (std::size_t i = 0; i < lane.beside.size();) {
        std::size_t end = i + 1;
        while (end < lane.beside.size() && lane.beside[end].task == lane.beside[i].task) ++end;
        rails.push_back({lane.beside[i].task, i, end, 0});
        i = end;
    }
    std::vector<std::uint32_t> busy_until_event;
    for (Rail& rail : rails) {
        const Stretch& first = lane.beside[rail.first];
        std::size_t column = 0;
        while (column < busy_until_event.size() && first.first < busy_until_event[column]) ++column;
        if (column == busy_until_event.size()) busy_until_event.push_back(0);
        busy_until_event[column] = lane.beside[rail.last - 1].last;
        rail.column = column;
    }
    columns = busy_until_event.size();
    return rails;
}

// Where the moment right before or after an event stands, given what the lane did around it.
float y_of(const LaneView& view, const std::vector<Placed>& placed, std::int64_t time,
           std::uint32_t position) {
    const auto next =
        std::upper_bound(placed.begin(), placed.end(), position,
                         [](std::uint32_t p, const Placed& q) { return p <= q.stretch->first; });
    const RaceAxis::Instant* instant = view.axis->instant(time);
    if (next != placed.begin()) {
        const Placed& before = *std::prev(next);
        if (before.stretch->last <= position && view.axis->instant(before.stretch->to) == instant &&
            instant != nullptr)
            return before.y1;
    }
    if (next != placed.end() && instant != nullptr && view.axis->instant(next->stretch->from) == instant)
        return next->y0;
    return view.axis->before(time);
}

struct Pitch {
    float step, width;
};
constexpr std::array<Pitch, 3> kPitches{{{16, 10}, {9, 6}, {5, 3}}};

}  // namespace

int draw_rails(Pen& pen, const LaneView& view, const std::vector<Placed>& placed) {
    std::size_t columns = 0;
    const std::vector<Rail> rails = assign(*view.lane, columns);
    if (rails.empty()) return 0;
    const float side = (view.width - view.block) / 2 - 6;
    const std::size_t each_side = (columns + 1) / 2;
    const auto* pitch = std::find_if(kPitches.begin(), kPitches.end(), [&](const Pitch& p) {
        return static_cast<float>(each_side) * p.step <= side;
    });
    std::size_t shown = each_side;
    if (pitch == kPitches.end()) {
        pitch = &kPitches.back();
        // Half of the side, so that a word about the rest has room.
        shown = static_cast<std::size_t>(std::max(0.0F, side / 2 / pitch->step));
    }
    const float now = view.axis->y(view.now);
    const float left = view.x + (view.width - view.block) / 2, right = left + view.block;
    int without = 0;
    for (const Rail& rail : rails) {
        const std::size_t level = rail.column / 2;
        const bool on_left = rail.column % 2 == 0;
        if (level >= shown) {
            ++without;
            continue;
        }
        const float distance = 8 + pitch->step * static_cast<float>(level);
        const float x = on_left ? left - distance - pitch->width : right + distance;
        const Ink color = view.run->task_ink(rail.task);
        const bool outermost = each_side == 1;
        for (std::size_t i = rail.first; i < rail.last; ++i) {
            const Stretch& s = view.lane->beside[i];
            if (s.from > view.now.time) break;
            const float y0 = y_of(view, placed, s.from, s.first);
            const float y1 = y_of(view, placed, s.to, s.last);
            const float visible = std::min(y1, now);
            if (y0 >= now || visible - y0 < 2) continue;
            const float gap = visible - y0 > 8 ? 1.6F : 0.5F;
            const Rect box{x, y0 + gap, pitch->width, visible - y0 - 2 * gap};
            const float radius = std::min(3.5F, box.h / 2);
            const bool awaits = s.doing == Doing::Awaits;
            if (pitch->width < 5) {
                pen.fill(box, 1, awaits ? color.mixed(0.35F) : color.mixed(0.75F));
                continue;
            }
            if (awaits) {
                pen.fill(box, radius, color.mixed(0.10F));
                pen.list().add(stage::HatchItem{box, radius, color.mixed(0.8F), 5, 1.3F});
                pen.outline(box, radius, color.mixed(0.9F), 1.2F);
            } else {
                pen.panel(box, radius, color.mixed(0.16F), color, 1.6F);
            }
            if (!outermost || box.h < 18) continue;
            const float middle = box.y + box.h / 2;
            const float room = on_left ? x - view.x : view.x + view.width - box.right();
            const Align align = on_left ? Align::Right : Align::Left;
            const float away = on_left ? -1.0F : 1.0F;
            const float edge = on_left ? x : box.right();
            if (!awaits) {
                if (pen.fits(Font::Small, "ready", room - 10))
                    pen.text({edge + away * 8, middle}, "ready", Font::Small, ink(Token::TextSoft), align,
                             room - 10);
                continue;
            }
            if (room < 19.5F) continue;
            pen.icon(awaited_icon(s.wait), {edge + away * 11, middle}, 13, ink(Token::TextSoft));
            const std::string label = label_of(pen, view, s, room - 36);
            if (!label.empty())
                pen.text({edge + away * 22, middle}, label, Font::Small, ink(Token::TextSoft), align);
        }
    }
    return without;
}

}  // namespace loopscope::slides
