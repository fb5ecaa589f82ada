#include "core/base/format.hpp"
#include "core/slides/anatomy/parts.hpp"

#include <algorithm>
#include <cmath>
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
using timeline::Timer;

constexpr float kTwoLines = 42;  // height of a chip with two lines
// What the axis shows when all timers are due already.
constexpr std::int64_t kLeastSpan = 100'000'000;

// Timers whose deadlines fall on one place of the axis.
struct Group {
    std::vector<const Timer*> timers;
    float x = 0;  // of the deadline
    Rect chip;
    std::string name, remaining;
    Ink color;
};

// The axis reaches to the last timer, unless that would squeeze the first ones: they are what happens next.
std::int64_t axis_span(const timeline::Few<Timer>& timers, std::int64_t now) {
    const std::int64_t first = std::max<std::int64_t>(timers.front().deadline - now, 0);
    const std::int64_t last = std::max<std::int64_t>(timers.back().deadline - now, 0);
    if (last == 0) return kLeastSpan;
    // Deadlines may be years away: ten times as long is no time any more.
    const std::int64_t shown = first > 0 && first <= last / 12 ? first * 12 : last;
    return std::max<std::int64_t>(1, shown + shown / 9);
}

std::string names(const Scene& scene, const Group& group) {
    std::string text = face_of(scene, group.timers.front()->task).name;
    if (group.timers.size() == 2) return text + ", " + face_of(scene, group.timers.back()->task).name;
    if (group.timers.size() > 2) text.append(1, ' ').append(and_more(group.timers.size() - 1));
    return text;
}

// As many groups as have room for a chip above their place; the number of timers that are left over.
std::size_t arrange(Pen& pen, const Scene& scene, const timeline::Few<Timer>& timers, Rect axis,
                    std::int64_t now, std::int64_t span, std::vector<Group>& groups) {
    const auto x_of = [&](std::int64_t time) {
        const double share = static_cast<double>(time - now) / static_cast<double>(span);
        return axis.x + static_cast<float>(share) * axis.w;
    };
    std::size_t taken = 0;
    for (const Timer& timer : timers) {
        if (timer.deadline - now > span) break;
        const float x = x_of(std::max(timer.deadline, now));
        if (groups.empty() || x - groups.back().x > 14) {
            groups.push_back({});
            groups.back().x = x;
        }
        groups.back().timers.push_back(&timer);
        ++taken;
    }
    float free = axis.x + 12;
    std::size_t fitting = 0;
    for (Group& group : groups) {
        group.name = names(scene, group);
        group.color = group.timers.front()->task == 0 ? ink(Token::TextSoft)
                                                      : face_of(scene, group.timers.front()->task).color;
        const std::int64_t left_over = group.timers.front()->deadline - now;
        group.remaining = left_over > 0   ? "in " + format_short(left_over)
                          : left_over < 0 ? "due for " + format_short(-left_over)
                                          : "due now";
        const bool two_lines = axis.h >= kTwoLines;
        if (!two_lines) group.name += " · " + group.remaining;
        const float text = two_lines ? std::max(pen.width(Font::LabelStrong, group.name),
                                                pen.width(Font::CodeTiny, group.remaining))
                                     : pen.width(Font::SmallStrong, group.name);
        // Cut where there is no room for all of the name; the chip must still stand above its place.
        const float width = std::min({text + 48, 230.0F, axis.right() - free});
        const float left = std::max(std::min(group.x - 24, axis.right() - width), free);
        // What is due already has its place under the mark of now, and its chip beside it.
        const bool due = group.x <= axis.x + 20 && fitting == 0;
        if ((left > group.x - 8 && !due) || width < std::min(text + 48, 130.0F)) break;
        group.chip = {left, axis.y, width, axis.h};
        free = left + width + 8;
        ++fitting;
    }
    for (std::size_t i = fitting; i < groups.size(); ++i) taken -= groups[i].timers.size();
    groups.resize(fitting);
    return timers.size() - taken;
}

void draw_ticks(Pen& pen, float left, float right, float y, std::int64_t now, std::int64_t span,
                const std::string& now_label) {
    const double per_ns = static_cast<double>(right - left) / static_cast<double>(span);
    double step = std::pow(10.0, std::floor(std::log10(std::max(1.0, 96.0 / per_ns))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (step * factor * per_ns >= 96) {
            step *= factor;
            break;
        }
    }
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step / 1e9) - 1e-9)), 1, 6);
    const float busy_until = left + pen.width(Font::CodeTiny, now_label) / 2 + 14;
    const double first = std::ceil(static_cast<double>(now) / step) * step;
    for (int i = 0; i < 32; ++i) {
        const double time = first + step * i;
        const float x = left + static_cast<float>((time - static_cast<double>(now)) * per_ns);
        if (x > right + 1) break;
        pen.line({x, y - 4}, {x, y + 4}, ink(Token::Line));
        const std::string label = format_fixed(time / 1e9, decimals);
        const float half = pen.width(Font::CodeTiny, label) / 2;
        if (x - half < busy_until || x + half > right + 26) continue;
        pen.text({x, y + 20}, label, Font::CodeTiny, ink(Token::TextFaint), Align::Center);
    }
}

}  // namespace

void draw_timers(Pen& pen, const Scene& scene, Rect card) {
    pen.card(card);
    const auto& timers = scene.loop.timers;
    const std::int64_t now = scene.loop.now;
    const float y = card.bottom() - 46, left = card.x + 24 + 78, right = card.right() - 24;
    const float chip_top = card.y + 50, chip_height = std::clamp(y - chip_top - 18, 26.0F, 46.0F);
    pen.line({card.x + 24, y}, {right, y}, ink(Token::Line));
    const std::string now_label = format_fixed(static_cast<double>(now) / 1e9, 3) + " now";
    pen.list().add(
        stage::PolyItem{{{left - 6, y - 24}, {left + 6, y - 24}, {left, y - 16}}, ink(Token::Text)});
    pen.line({left, y - 18}, {left, y + 9}, ink(Token::Text), 2);
    pen.text({left, y + 20}, now_label, Font::CodeTiny, ink(Token::Text), Align::Center);
    // The timer that began the story has left the list; its number stands where it was due.
    if (const int n = number_in(scene.loop, StoryStep::Place::Timer)) pen.number({left - 22, y - 20}, n);
    if (timers.empty()) {
        draw_heading(pen, card, "TIMERS", "none is set");
        pen.text({(left + right) / 2, y - 26}, "nothing waits for a time", Font::Small, ink(Token::TextFaint),
                 Align::Center, right - left - 60);
        return;
    }
    const std::int64_t span = axis_span(timers, now);
    std::vector<Group> groups;
    const Rect axis{left, chip_top, right - left, chip_height};
    const std::size_t rest = arrange(pen, scene, timers, axis, now, span, groups);
    draw_ticks(pen, left, right, y, now, span, now_label);
    draw_heading(pen, card, "TIMERS", rest > 0 ? and_more(rest, " later") : "by deadline");
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Group& group = groups[i];
        const float foot = std::max(group.x, group.chip.x + 10);
        pen.line({foot, group.chip.bottom()}, {group.x, y}, group.color, 1.6F);
        pen.list().add(stage::DiscItem{{group.x, y}, 4.5F, group.color});
        pen.panel(group.chip, 9, group.color.mixed(0.14F), group.color.mixed(i == 0 ? 1.0F : 0.6F),
                  i == 0 ? 1.6F : 1.2F);
        pen.icon(Icon::Clock, {group.chip.x + 18, group.chip.center().y}, 17, group.color);
        const float text = group.chip.x + 34, room = group.chip.w - 42;
        if (chip_height >= kTwoLines) {
            pen.text({text, group.chip.center().y - 10}, group.name, Font::LabelStrong, ink(Token::Text),
                     Align::Left, room);
            pen.text({text, group.chip.center().y + 11}, group.remaining, Font::CodeTiny,
                     ink(Token::TextSoft), Align::Left, room);
        } else {
            pen.text({text, group.chip.center().y}, group.name, Font::SmallStrong, ink(Token::Text),
                     Align::Left, room);
        }
    }
}

}  // namespace loopscope::slides
