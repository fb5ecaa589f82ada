#include "core/slides/anatomy/anatomy.hpp"

#include "core/base/format.hpp"
#include "core/slides/anatomy/parts.hpp"
#include "core/trace/words.hpp"

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
using stage::Vec2;

constexpr float kGutter = 14, kMargin = 24;

class Anatomy {
public:
    Anatomy(const AnatomyInput& input, const Scene& scene, stage::DisplayList& list)
        : input_(input), scene_(scene), pen_(list, *input.frame.metrics) {}

    void draw() {
        const Vec2 size = input_.frame.size;
        const float left = std::clamp(size.x * 0.408F, 300.0F, 680.0F);
        const Rect turn{0, 0, left, size.y};
        const Rect right{left + kGutter, 0, size.x - left - kGutter, size.y};
        pen_.card(turn);
        if (scene_.loop.thread == 0) {
            draw_no_loop(turn, right);
            return;
        }
        draw_turn(turn);
        // Queue and timers have a height that suits them; what is left belongs to sockets and workers.
        const float queue = std::clamp(size.y * 0.235F, 128.0F, 178.0F),
                    timers = std::clamp(size.y * 0.228F, 128.0F, 174.0F);
        draw_ready_queue(pen_, scene_, {right.x, 0, right.w, queue});
        draw_timers(pen_, scene_, {right.x, queue + kGutter, right.w, timers});
        const float top = queue + timers + 2 * kGutter, rest = size.y - top;
        if (rest < 90) return;
        draw_rest({right.x, top, right.w, rest});
    }

private:
    void draw_rest(Rect area) {
        const float half = (area.w - kGutter) / 2;
        float top = area.y, rest = area.h;
        constexpr float kLow = 92;
        if (!has_sockets(scene_) && !has_workers(scene_) && area.h >= kLow + kGutter + 110) {
            draw_tasks(pen_, scene_, {area.x, area.y, area.w, area.h - kLow - kGutter});
            top = area.bottom() - kLow;
            rest = kLow;
        }
        draw_sockets(pen_, scene_, {area.x, top, half, rest});
        draw_workers(pen_, scene_, {area.x + half + kGutter, top, half, rest});
    }

    void draw_turn(Rect card) {
        const LoopView& loop = scene_.loop;
        const std::string turn = loop.turn > 0 ? "turn " + std::to_string(loop.turn) : std::string();
        const float chooser = draw_chooser(card);
        const float taken = chooser + pen_.width(Font::Small, turn) + 14;
        pen_.caps({card.x + kMargin, card.y + 27}, "ONE TURN OF THE LOOP", card.w - 2 * kMargin - taken);
        pen_.text({card.right() - kMargin - chooser, card.y + 27}, turn, Font::Small, ink(Token::TextSoft),
                  Align::Right, card.w * 0.3F);
        const bool low = card.h < 640;
        if (!low)
            pen_.text({card.x + kMargin, card.y + 50}, "callbacks and time in each phase", Font::Small,
                      ink(Token::TextSoft), Align::Left, card.w - 48);

        // Always the same height, so that the ring stands still while one steps.
        const float sentence = pen_.metrics().line_height(Font::Body) * 2 + (low ? 44.0F : 76.0F);
        const Rect now{card.x + 12, card.bottom() - 12 - sentence, card.w - 24, sentence};
        const float poll_height = 88;
        const Rect poll{card.x + kMargin, now.y - 16 - poll_height, card.w - 2 * kMargin, poll_height};
        const float ring_top = card.y + (low ? 44.0F : 62.0F), ring_bottom = poll.y - 18;
        draw_ring_in({card.x + 12, ring_top, card.w - 24, ring_bottom - ring_top});
        pen_.line({card.x + kMargin, poll.y - 10}, {card.right() - kMargin, poll.y - 10},
                  ink(Token::Hairline));
        draw_poll(pen_, scene_, poll);
        draw_now(now);
    }

    // Which loop is shown, where there are several. Returns the room it takes at the right of the heading.
    float draw_chooser(Rect card) {
        const std::vector<timeline::ThreadId> loops = loop_threads(scene_.state);
        if (loops.size() < 2) return 0;
        constexpr std::size_t kMost = 4;
        float x = card.right() - kMargin;
        const std::size_t shown = std::min(kMost, loops.size());
        // With many loops those next to the chosen one are offered.
        const auto chosen = static_cast<std::size_t>(
            std::find(loops.begin(), loops.end(), scene_.loop.thread) - loops.begin());
        const std::size_t first = std::min(chosen > 1 ? chosen - 1 : 0, loops.size() - shown);
        for (std::size_t i = shown; i-- > 0;) {
            const std::size_t index = first + i;
            const std::string words = "Loop " + std::to_string(index + 1);
            const bool current = index == chosen;
            const float width = pen_.width(Font::SmallStrong, words) + 20;
            const Rect box{x - width, card.y + 14, width, 26};
            pen_.panel(box, 8, current ? ink(Token::Loop).mixed(0.16F) : ink(Token::Raised),
                       current ? ink(Token::Loop).mixed(0.8F) : ink(Token::Hairline));
            pen_.text(box.center(), words, Font::SmallStrong, ink(current ? Token::Text : Token::TextSoft),
                      Align::Center);
            pen_.list().add(stage::HotItem{"anatomy/loop/" + std::to_string(loops[index]), box,
                                           "show " + words, stage::LoopChoice{loops[index]}});
            x = box.x - 6;
        }
        return card.right() - kMargin - x + 8;
    }

    void draw_ring_in(Rect area) {
        RingStyle style;
        style.figures = area.h >= 250;
        style.thickness = std::clamp(area.h * 0.058F, 12.0F, 24.0F);
        if (area.h < 330) {
            style.label = Font::Label;
            style.label_lit = Font::LabelStrong;
        }
        const Vec2 margin = ring_margin(style, pen_.metrics());
        style.radius = std::min((area.w - 2 * margin.x) / 2, (area.h - 2 * margin.y) / 2);
        if (style.radius < 56) {
            style.figures = false;
            style.label = Font::Small;
            style.label_lit = Font::SmallStrong;
            const Vec2 small = ring_margin(style, pen_.metrics());
            style.radius = std::max(40.0F, std::min((area.w - 2 * small.x) / 2, (area.h - 2 * small.y) / 2));
        }
        const Vec2 center = area.center();
        draw_ring(pen_, scene_, center, style);
        draw_direction(center, style);
        draw_center(center, style.radius - style.thickness / 2 - 8);
    }

    void draw_direction(Vec2 center, const RingStyle& style) {
        if (style.radius < 120) return;
        const float radius = style.radius - style.thickness / 2 - 26;
        pen_.list().add(stage::ArcItem{center, radius, -0.32F, 0.30F, ink(Token::TextFaint), 1.6F});
        const float angle = 0.34F;
        const Vec2 tip{center.x + radius * std::sin(angle + 0.05F),
                       center.y - radius * std::cos(angle + 0.05F)};
        const Vec2 along{std::cos(angle), std::sin(angle)}, across{-along.y, along.x};
        pen_.list().add(
            stage::PolyItem{{tip, tip - along * 10 + across * 4.5F, tip - along * 10 - across * 4.5F},
                            ink(Token::TextFaint)});
    }

    void draw_center(Vec2 center, float radius) {
        const LoopView& loop = scene_.loop;
        const float room = radius * 1.75F;
        const auto say = [&](float dy, const std::string& words, Font font, Ink color) {
            pen_.text({center.x, center.y + dy}, words, font, color, Align::Center, room);
        };
        const std::string time = format_seconds(loop.now);
        const bool roomy = radius >= 92;
        if (loop.poll.sleeping) {
            if (roomy) pen_.icon(Icon::Moon, {center.x, center.y - 62}, 30, ink(Token::Loop));
            const bool endless = loop.poll.endless;
            say(roomy ? -22 : -14, endless ? "asleep" : format_short(loop.poll.planned - loop.poll.slept),
                Font::Clock, ink(Token::Text));
            say(roomy ? 8 : 12, endless ? "until there is news" : "left to sleep", Font::Small,
                ink(Token::TextSoft));
            if (roomy) say(38, "at " + time, Font::CodeTiny, ink(Token::TextSoft));
            return;
        }
        if (roomy) say(-48, "loop time", Font::Small, ink(Token::TextSoft));
        say(roomy ? -20 : -12, time, Font::Clock, ink(Token::Text));
        const std::string phase =
            loop.ended      ? "ended"
            : loop.lit >= 0 ? std::string(trace::word(loop.ring[static_cast<std::size_t>(loop.lit)].phase))
                            : "begins";
        say(roomy ? 14 : 14, phase, Font::LabelStrong, ink(Token::Loop));
        if (roomy) say(36, phase_words(), Font::Small, ink(Token::TextSoft));
    }

    [[nodiscard]] std::string phase_words() const {
        const LoopView& loop = scene_.loop;
        if (loop.ended) return "after " + std::to_string(loop.turn) + (loop.turn == 1 ? " turn" : " turns");
        if (scene_.state.held) return "held: it stands still";
        if (loop.running != 0) return "runs a task";
        if (loop.state->callback != 0) return "runs a callback";
        if (loop.lit < 0) return "a new turn";
        switch (loop.ring[static_cast<std::size_t>(loop.lit)].phase) {
            case trace::Phase::Timers: return "collects what is due";
            case trace::Phase::Pending: return "what was put off";
            case trace::Phase::Idle: return "runs in each turn";
            case trace::Phase::Prepare: return "about to poll";
            case trace::Phase::Poll: return "only looks for news";
            case trace::Phase::Check: return "runs ready tasks";
            case trace::Phase::Closing: return "lets go of handles";
            default: return "";
        }
    }

    void draw_now(Rect box) {
        const LoopView& loop = scene_.loop;
        const Ink color = loop.running != 0 ? face_of(scene_, loop.running).color : ink(Token::Loop);
        pen_.fill(box, 10, color.mixed(0.10F));
        pen_.fill({box.x, box.y, 3, box.h}, 1.5F, color);
        pen_.text({box.x + 18, box.y + 20}, "Now", Font::SmallStrong, color);
        const float y = box.y + 34;
        const float used =
            flow(pen_, {box.x + 18, y, box.w - 36, box.h - 36}, anatomy_sentence(scene_), kBodyFlow, 2);
        if (loop.story.empty()) return;
        const float line = y + used + 16;
        if (line + 12 > box.bottom()) return;
        float x = box.x + 27;
        for (std::size_t i = 0; i < loop.story.size(); ++i) {
            const bool last = i + 1 == loop.story.size();
            const Font font = last ? Font::SmallStrong : Font::Small;
            const float width = pen_.width(font, loop.story[i].words);
            if (x + 16 + width > box.right() - 12) return;
            pen_.number({x, line}, static_cast<int>(i) + 1);
            pen_.text({x + 16, line}, loop.story[i].words, font, ink(last ? Token::Text : Token::TextSoft));
            x += 16 + width + 27;
        }
    }

    void draw_no_loop(Rect left, Rect right) {
        const bool to_come = scene_.loop.to_come;
        pen_.caps({left.x + kMargin, left.y + 27}, to_come ? "NO LOOP YET" : "NO LOOP HERE", left.w - 48);
        const float sentence = pen_.metrics().line_height(Font::Body) * 2 + 44;
        const Rect now{left.x + 12, left.bottom() - 12 - sentence, left.w - 24, sentence};
        // Below the ring stands what it means, where there is height for it.
        const bool explains = now.y - left.y >= 560;
        const Vec2 center{left.center().x, explains ? left.y + left.h * 0.36F : (left.y + 40 + now.y) / 2};
        const float radius = std::clamp(std::min(left.w * 0.26F, left.h * 0.2F), 44.0F, 150.0F);
        for (int i = 0; i < static_cast<int>(kPhaseCount); ++i) {
            const float span = 2 * 3.14159265F / static_cast<float>(kPhaseCount);
            const float from = span * static_cast<float>(i);
            pen_.list().add(stage::ArcItem{center, radius, from + 0.12F, from + span - 0.12F,
                                           ink(Token::Track).mixed(0.7F), radius * 0.1F});
        }
        pen_.text({center.x, center.y - 14}, format_seconds(scene_.loop.now), Font::Clock, ink(Token::Text),
                  Align::Center, radius * 1.7F);
        pen_.text({center.x, center.y + 16}, "run time", Font::Small, ink(Token::TextSoft), Align::Center,
                  radius * 1.7F);
        if (explains) {
            const float y = center.y + radius + 34;
            const char* title = to_come ? "The loop has not begun" : "The thread itself waits";
            const char* text =
                to_come
                    ? "First the program sets things up; then it asks the loop to run."
                    : "A loop would run somebody else while a task waits. Here each wait holds its thread, "
                      "until what it waits for is there.";
            pen_.text({left.x + kMargin, y}, title, Font::Heading, ink(Token::Text), Align::Left,
                      left.w - 48);
            flow(pen_, {left.x + kMargin, y + 22, left.w - 48, 90}, {{text, SpanStyle::Plain}}, kBodyFlow, 3);
        }
        draw_now(now);
        const std::size_t count = scene_.state.threads.size();
        const float wanted = threads_height(scene_, right.w - 2 * kMargin) + 70;
        // Threads first; the tasks get what is left, where that is something.
        const bool both = right.h - wanted - kGutter >= 150;
        const Rect threads{right.x, right.y, right.w, both ? std::max(wanted, 120.0F) : right.h};
        pen_.card(threads);
        draw_heading(pen_, threads, "THREADS", count == 0 ? "" : std::to_string(count));
        draw_threads(pen_, scene_,
                     {threads.x + kMargin, threads.y + 50, threads.w - 2 * kMargin, threads.h - 50 - 20});
        const float below = threads.bottom() + kGutter;
        if (both) draw_tasks(pen_, scene_, {right.x, below, right.w, right.bottom() - below});
    }

    const AnatomyInput& input_;
    const Scene& scene_;
    Pen pen_;
};

}  // namespace

stage::DisplayList anatomy(const AnatomyInput& input) {
    stage::DisplayList list;
    const Frame& frame = input.frame;
    list.bounds = {0, 0, frame.size.x, frame.size.y};
    if (frame.timeline == nullptr || frame.metrics == nullptr || frame.size.x < 200 || frame.size.y < 160)
        return list;
    const timeline::State& state = frame.timeline->state_at(frame.playhead.position);
    const Scene scene{*frame.timeline, state,
                      look_at_loop(*frame.timeline, state, frame.playhead, input.thread)};
    Anatomy(input, scene, list).draw();
    return list;
}

}  // namespace loopscope::slides
