#include "core/base/format.hpp"
#include "core/slides/anatomy/parts.hpp"

#include <algorithm>
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

std::string clock_text(std::int64_t ns) {
    return format_fixed(static_cast<double>(ns) / 1e9, 3);
}

// What the last poll brought, as far as that has come to pass: a worker that is done and a child that has
// ended reach the loop through descriptors of libuv's own.
std::string woken_by(const Scene& scene) {
    constexpr std::size_t kFarthest = 4096;
    const std::size_t position = std::min(scene.state.position, scene.timeline.size());
    const std::size_t least = position > kFarthest ? position - kFarthest : 0;
    std::string who = "by news";
    for (std::size_t i = position; i-- > least;) {
        const trace::Event e = scene.timeline[i];
        if (e.thread != scene.loop.thread) continue;
        if (e.kind == trace::Kind::PollEnd) break;
        if (e.kind == trace::Kind::FdReady) who = "by a socket";
        if (e.kind == trace::Kind::ProcessExited) who = "by the end of a process";
        if (e.kind == trace::Kind::TaskReady && e.as<trace::Cause>() == trace::Cause::WorkerDone)
            who = "by a worker";
    }
    return who;
}

std::string remark(const Poll& poll, const Scene& scene) {
    const bool has_timers = !scene.loop.timers.empty();
    if (!poll.known) return "";
    if (poll.sleeping)
        return poll.endless || !has_timers ? "until there is news" : "until a timer is due, or news";
    if (poll.only_looked) return "it only looked";
    switch (poll.wake) {
        case trace::PollWake::Timeout: return "woken by the next timer";
        case trace::PollWake::Io: return "woken early " + woken_by(scene);
        case trace::PollWake::Wake: return "woken by another thread";
        default: return "nothing came";
    }
}

}  // namespace

// A caption, a bar of what is slept and what remains, and the times below it: about 78 px.
void draw_poll(Pen& pen, const Scene& scene, Rect box) {
    const Poll& poll = scene.loop.poll;
    const std::string said = remark(poll, scene);
    pen.caps({box.x, box.y + 9}, poll.sleeping ? "THE POLL SLEEPS" : "THE LAST POLL", box.w * 0.5F);
    const Rect bar{box.x, box.y + 28, box.w, 32};
    const std::int64_t planned = std::max(poll.planned, poll.slept);
    const double share = poll.endless  ? (poll.sleeping ? 0.5 : 1.0)
                         : planned > 0 ? static_cast<double>(poll.slept) / static_cast<double>(planned)
                                       : 1.0;
    const Rect slept{bar.x, bar.y, std::max(2.0F, bar.w * static_cast<float>(share)), bar.h};
    const int number = number_in(scene.loop, StoryStep::Place::Poll);
    const float number_x = std::min(slept.right(), bar.right() - 10);
    // The number of the story stands above the end of the sleep; words keep off it.
    const bool meets = number != 0 && number_x + 16 > box.right() - pen.width(Font::Small, said);
    const float said_until = meets ? number_x - 16 : box.right();
    pen.text({said_until, box.y + 9}, said, Font::Small,
             ink(poll.sleeping || poll.known ? Token::TextSoft : Token::TextFaint), Align::Right,
             said_until - box.x - pen.width(Font::Caps, "THE POLL SLEEPS") - 20);
    pen.panel(bar, 7, ink(Token::Raised), ink(Token::Hairline));
    if (!poll.known || poll.only_looked) {
        pen.text(bar.center(),
                 poll.known ? "no sleep: it only asked for news" : "the loop has not polled yet", Font::Small,
                 ink(Token::TextFaint), Align::Center, bar.w - 20);
        return;
    }
    const Ink neutral = ink(Token::TextFaint);
    pen.fill(slept, 7, neutral.mixed(0.3F));
    pen.list().add(stage::HatchItem{slept, 7, neutral.mixed(0.7F), 7, 1.6F});
    const std::string words = (poll.sleeping ? "asleep for " : "slept ") + format_short(poll.slept);
    const float chip = pen.width(Font::SmallStrong, words) + 36;
    const float middle = bar.center().y;
    const std::string rest = poll.endless ? (poll.sleeping ? "no end is set" : "")
                             : poll.sleeping
                                 ? format_short(planned - poll.slept) + " left, if nothing happens"
                             : planned > poll.slept ? format_short(planned - poll.slept) + " not needed"
                                                    : "";
    // Where the slept part is still short, its words stand behind it.
    const bool inside = slept.w >= chip + 16;
    const float chip_x = inside ? bar.x + 8 : std::min(slept.right() + 8, bar.right() - chip - 6);
    pen.fill({chip_x, middle - 11, chip, 22}, 6, ink(Token::Panel));
    pen.icon(Icon::Moon, {chip_x + 14, middle}, 13, ink(Token::TextSoft));
    pen.text({chip_x + 26, middle}, words, Font::SmallStrong, ink(Token::Text));
    const float rest_left = inside ? slept.right() : chip_x + chip;
    const float free = bar.right() - rest_left - 20;
    if (!rest.empty() && free > 0 && pen.fits(Font::Small, rest, free))
        pen.text({(rest_left + bar.right()) / 2, middle}, rest, Font::Small,
                 ink(poll.sleeping ? Token::Text : Token::TextSoft), Align::Center, free);

    const std::int64_t at = poll.begin + poll.slept, until = poll.begin + planned;
    const float x = slept.right();
    const Ink mark = ink(Token::Text);
    if (share < 0.999 || poll.sleeping) {
        pen.line({x, bar.y - 5}, {x, bar.bottom() + 5}, mark, 2);
        if (poll.sleeping)
            pen.list().add(stage::PolyItem{{{x - 6, bar.y - 13}, {x + 6, bar.y - 13}, {x, bar.y - 5}}, mark});
    }
    if (number != 0) pen.number({number_x, bar.y - 9}, number);

    const float y = bar.bottom() + 16;
    const std::string begin_label = clock_text(poll.begin);
    const std::string at_label = clock_text(at) + (poll.sleeping ? " now" : "");
    const std::string until_label =
        poll.endless || share >= 0.999 ? std::string() : clock_text(until) + " next timer";
    const float begin_width = pen.text({bar.x, y}, begin_label, Font::CodeTiny, ink(Token::TextFaint));
    const float until_width = pen.width(Font::CodeTiny, until_label),
                half = pen.width(Font::CodeTiny, at_label) / 2;
    const float center = std::min(x, bar.right() - half);
    if (center - half > bar.x + begin_width + 10)
        pen.text({center, y}, at_label, Font::CodeTiny, ink(Token::Text), Align::Center);
    if (center + half < bar.right() - until_width - 10)
        pen.text({bar.right(), y}, until_label, Font::CodeTiny, ink(Token::TextFaint), Align::Right);
}

}  // namespace loopscope::slides
