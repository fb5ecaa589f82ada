#include "core/slides/anatomy/strip.hpp"

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
using stage::Vec2;

constexpr float kStripMargin = 22;
constexpr float kChipHeight = 30, kChipGap = 8, kTimerRow = 38, kTimerGap = 6, kSection = 30;
constexpr float kRingTop = 44;
// What lies round the ring if one line of ready tasks and one timer are to have their place.
constexpr float kRoundRing =
    kRingTop + 16 + kSection + kChipHeight + kChipGap + 4 + kSection + kTimerRow - kTimerGap;
constexpr float kHalfTimers = 300;  // so much room, and two timers stand side by side

struct ReadyChip {
    std::string words;
    Ink color;
    timeline::TaskId task = 0;
    bool runs = false;
    float width = 0;
};

class Strip {
public:
    Strip(const StripInput& input, const Scene& scene, stage::DisplayList& list)
        : input_(input), scene_(scene), pen_(list, *input.frame.metrics), size_(input.frame.size) {}

    void draw() {
        pen_.card({0, 0, size_.x, size_.y});
        const bool has_loop = scene_.loop.thread != 0;
        pen_.caps({kStripMargin, 27}, has_loop ? "LOOP ANATOMY" : "THREADS", size_.x - 2 * kStripMargin);
        const float now_height = draw_now();
        const float bottom = size_.y - now_height - 12;
        if (!has_loop) {
            draw_threads(pen_, scene_, {kStripMargin, 48, size_.x - 2 * kStripMargin, bottom - 48 - 12});
            return;
        }
        const std::string turn =
            scene_.loop.turn > 0 ? "turn " + std::to_string(scene_.loop.turn) : std::string();
        pen_.text({size_.x - kStripMargin, 27}, turn, Font::Small, ink(Token::TextSoft), Align::Right,
                  size_.x * 0.4F);
        float y = draw_small_ring(kRingTop,
                                  std::clamp(std::min(bottom * 0.46F, bottom - kRoundRing), 150.0F, 236.0F));
        pen_.line({kStripMargin, y}, {size_.x - kStripMargin, y}, ink(Token::Hairline));
        y += 8;
        // The rest is dealt out from what matters most; what has no room is left out.
        y = draw_ready(y, bottom);
        const float pool = pool_height();
        y = draw_timer_list(y, bottom - (bottom - y >= kSection + kTimerRow + pool ? pool : 0));
        if (pool > 0 && y + pool <= bottom + 1) draw_pool(y);
    }

private:
    float draw_small_ring(float top, float height) {
        RingStyle style;
        style.figures = false;
        style.label = Font::Small;
        style.label_lit = Font::SmallStrong;
        style.thickness = 13;
        const Vec2 margin = ring_margin(style, pen_.metrics());
        style.radius = std::min((size_.x - 2 * margin.x - 8) / 2, (height - 2 * margin.y) / 2);
        style.radius = std::max(style.radius, 38.0F);
        if (style.radius < 60) style.thickness = 10;
        const Vec2 center{size_.x / 2, top + height / 2};
        draw_ring(pen_, scene_, center, style);
        const float room = (style.radius - style.thickness) * 1.8F;
        const LoopView& loop = scene_.loop;
        const bool asleep = loop.poll.sleeping;
        const std::string time = format_fixed(static_cast<double>(loop.now) / 1e9, 3);
        const Font clock =
            pen_.fits(Font::Clock, time, room) && style.radius >= 56 ? Font::Clock : Font::CodeStrong;
        pen_.text({center.x, center.y - 9}, time, clock, ink(Token::Text), Align::Center, room);
        const std::string below =
            loop.ended ? "ended"
            : asleep   ? pen_.fits(Font::Small, "asleep in poll", room) ? "asleep in poll" : "asleep"
            : pen_.fits(Font::Small, "loop time, s", room) ? "loop time, s"
                                                           : "seconds";
        const float line = center.y + (clock == Font::Clock ? 17.0F : 12.0F);
        const bool moon = asleep && pen_.fits(Font::Small, below, room - 22);
        if (moon)
            pen_.icon(Icon::Moon, {center.x - pen_.width(Font::Small, below) / 2 - 3, line}, 12,
                      ink(Token::Loop));
        pen_.text({center.x + (moon ? 8.0F : 0.0F), line}, below, Font::Small, ink(Token::TextSoft),
                  Align::Center, room);
        return top + height + 8;
    }

    [[nodiscard]] std::vector<ReadyChip> ready_chips() const {
        std::vector<ReadyChip> chips;
        const LoopView& loop = scene_.loop;
        const auto add = [&](timeline::TaskId task, std::string words, bool runs) {
            const Ink color = task != 0 ? face_of(scene_, task).color : ink(Token::TextSoft);
            const float width =
                std::min(pen_.width(Font::SmallStrong, words) + 40, size_.x - 2 * kStripMargin);
            chips.push_back({std::move(words), color, task, runs, width});
        };
        if (loop.running != 0) add(loop.running, face_of(scene_, loop.running).name + " runs", true);
        constexpr std::size_t kMost = 24;
        for (std::size_t i = 0; i < std::min(kMost, loop.ready.size()); ++i) {
            const timeline::ReadyItem& item = loop.ready[i];
            const std::string& name = scene_.timeline.tables().string(item.name);
            add(item.task,
                item.task != 0 ? face_of(scene_, item.task).name
                : name.empty() ? "callback"
                               : name,
                false);
        }
        return chips;
    }

    // At the right of a section's caption.
    void remark(float y, const std::string& words) {
        pen_.text({size_.x - kStripMargin, y + 12}, words, Font::Small, ink(Token::TextSoft), Align::Right,
                  size_.x - 2 * kStripMargin - 100);
    }

    float draw_ready(float y, float bottom) {
        if (y + kSection + kChipHeight > bottom) return y;
        pen_.caps({kStripMargin, y + 12}, "READY", size_.x - 2 * kStripMargin);
        y += kSection;
        const std::vector<ReadyChip> chips = ready_chips();
        if (chips.empty()) {
            remark(y - kSection, scene_.loop.ended ? "nothing more" : "nobody: the loop may sleep");
            return y + 2;
        }
        const std::size_t total = scene_.loop.ready.size() + (scene_.loop.running != 0 ? 1 : 0);
        // A second line of chips only where timers and workers keep their place; the last may end in "+n".
        const int lines =
            y + 2 * (kChipHeight + kChipGap) + kSection + kTimerRow + pool_height() <= bottom ? 2 : 1;
        const float right = size_.x - kStripMargin;
        float x = kStripMargin;
        int line = 1;
        for (std::size_t i = 0; i < chips.size(); ++i) {
            const ReadyChip& chip = chips[i];
            const std::string rest = and_more(total - i);
            const float reserve =
                i + 1 < total && line == lines ? pen_.width(Font::SmallStrong, rest) + kChipGap + 4 : 0;
            if (x + chip.width + reserve > right && x > kStripMargin) {
                if (line == lines) {
                    pen_.text({x + 2, y + kChipHeight / 2}, rest, Font::SmallStrong, ink(Token::TextSoft),
                              Align::Left, right - x);
                    return y + kChipHeight + kChipGap + 4;
                }
                ++line;
                x = kStripMargin;
                y += kChipHeight + kChipGap;
            }
            draw_chip(
                {x, y, std::min(chip.width, right - x - (x == kStripMargin ? reserve : 0)), kChipHeight},
                chip);
            x += chip.width + kChipGap;
        }
        return y + kChipHeight + kChipGap + 4;
    }

    void draw_chip(Rect box, const ReadyChip& chip) {
        const Ink text = chip.runs ? ink(Token::OnSolid) : ink(Token::Text);
        if (chip.runs) {
            pen_.fill(box, 8, chip.color);
            pen_.icon(Icon::Play, {box.x + 16, box.center().y}, 11, text);
        } else {
            pen_.panel(box, 8, chip.color.mixed(0.13F), chip.color.mixed(0.8F), 1.2F);
            pen_.icon(Icon::RingedDot, {box.x + 16, box.center().y}, 13, chip.color);
        }
        pen_.text({box.x + 28, box.center().y}, chip.words, Font::SmallStrong, text, Align::Left, box.w - 36);
        if (chip.task != 0)
            pen_.list().add(
                stage::HotItem{"task/" + std::to_string(chip.task), box, chip.words, stage::Ground{}});
    }

    float draw_timer_list(float y, float bottom) {
        const auto& timers = scene_.loop.timers;
        if (y + kSection > bottom) return y;
        pen_.caps({kStripMargin, y + 12}, "TIMERS", size_.x - 2 * kStripMargin);
        y += kSection;
        if (timers.empty()) {
            // The place of the first one, so that nothing moves when it is set.
            remark(y - kSection, "none is set");
            const Rect row{kStripMargin, y, size_.x - 2 * kStripMargin, kTimerRow - kTimerGap};
            if (row.bottom() > bottom) return y + 2;
            pen_.outline(row, 7, ink(Token::Line), 1, stage::Dash::Dashed);
            pen_.text(row.center(), "nothing waits for a time", Font::Small, ink(Token::TextFaint),
                      Align::Center, row.w - 16);
            return y + kTimerRow + 2;
        }
        const auto rows =
            static_cast<std::size_t>(std::max(0.0F, std::floor((bottom - y + kTimerGap) / kTimerRow)));
        const float room = size_.x - 2 * kStripMargin;
        const std::size_t columns = timers.size() > rows && room >= kHalfTimers ? 2 : 1;
        const bool crowded = timers.size() > rows * columns;
        const std::size_t shown = std::min(rows * columns, timers.size());
        if (shown == 0) {
            const std::int64_t left = std::max<std::int64_t>(0, timers.front().deadline - scene_.loop.now);
            remark(y - kSection, std::to_string(timers.size()) +
                                     (timers.size() == 1 ? ", due in " : ", next in ") + format_short(left));
            return y + 2;
        }
        // "+n later" stands in the heading, where it costs no row.
        if (crowded) remark(y - kSection, and_more(timers.size() - shown, " later"));
        const float width = (room + kChipGap) / static_cast<float>(columns) - kChipGap;
        for (std::size_t i = 0; i < shown; ++i) {
            const float x = kStripMargin + static_cast<float>(i % columns) * (width + kChipGap);
            draw_timer({x, y, width, kTimerRow - kTimerGap}, timers[i], columns == 1);
            if ((i + 1) % columns == 0 || i + 1 == shown) y += kTimerRow;
        }
        return y + 2;
    }

    void draw_timer(Rect row, const timeline::Timer& timer, bool roomy) {
        const Face face = face_of(scene_, timer.task);
        pen_.fill(row, 7, ink(Token::Raised));
        const std::int64_t whole = std::max<std::int64_t>(1, timer.deadline - timer.added);
        const double share = std::clamp(
            static_cast<double>(scene_.loop.now - timer.added) / static_cast<double>(whole), 0.0, 1.0);
        const float width = static_cast<float>(share) * row.w;
        if (width > 1) pen_.fill({row.x, row.bottom() - 3, width, 3}, 1.5F, face.color);
        if (face.letter.empty()) {
            pen_.icon(Icon::Clock, {row.x + 16, row.center().y - 1}, 14, face.color);
        } else {
            pen_.list().add(stage::BadgeItem{
                face.shape, {row.x + 17, row.center().y - 1}, 16, face.color, face.letter, true});
        }
        const std::string in =
            (roomy ? "in " : "") + format_short(std::max<std::int64_t>(0, timer.deadline - scene_.loop.now));
        const float in_width = pen_.width(Font::CodeTiny, in);
        pen_.text({row.x + 32, row.center().y - 1}, face.name, Font::SmallStrong, ink(Token::Text),
                  Align::Left, row.w - 32 - in_width - (roomy ? 24.0F : 18.0F));
        pen_.text({row.right() - 12, row.center().y - 1}, in, Font::CodeTiny, ink(Token::TextSoft),
                  Align::Right);
    }

    [[nodiscard]] std::vector<const timeline::ThreadState*> workers() const {
        std::vector<const timeline::ThreadState*> found;
        for (const auto& thread : scene_.state.threads) {
            if (thread.role == trace::ThreadRole::Worker) found.push_back(&thread);
        }
        return found;
    }
    [[nodiscard]] float pool_height() const {
        return workers().empty() && scene_.state.queued_count() == 0 ? 0.0F : kSection + 34 + 8;
    }

    void draw_pool(float y) {
        const auto all = workers();
        pen_.caps({kStripMargin, y + 12}, "THREAD POOL", size_.x - 2 * kStripMargin);
        if (scene_.state.queued_count() != 0)
            remark(y, std::to_string(scene_.state.queued_count()) + " queued");
        y += kSection;
        const std::size_t shown = std::min<std::size_t>(all.size(), 4);
        if (shown == 0) return;
        const float width = (size_.x - 2 * kStripMargin + kChipGap) / static_cast<float>(shown) - kChipGap;
        for (std::size_t i = 0; i < shown; ++i) {
            const bool busy = all[i]->work != 0;
            const Rect box{kStripMargin + (width + kChipGap) * static_cast<float>(i), y, width, 32};
            const Ink color = ink(Token::Worker);
            pen_.panel(box, 8, busy ? color.mixed(0.25F) : ink(Token::Raised),
                       busy ? color : ink(Token::Hairline));
            std::string label =
                busy ? scene_.timeline.tables().string(all[i]->work_label) : std::string("idle");
            if (label.empty()) label = "work";
            pen_.text(box.center(), label, busy ? Font::SmallStrong : Font::Small,
                      ink(busy ? Token::Text : Token::TextFaint), Align::Center, width - 12);
        }
    }

    // The card at the foot; returns its height.
    float draw_now() {
        const std::vector<Span> words =
            input_.sentence != nullptr ? input_.sentence->spans : anatomy_sentence(scene_);
        const float line = pen_.metrics().line_height(Font::Label);
        const int lines = size_.y >= 560 ? 4 : 3;
        stage::DisplayList scratch;
        Pen measure(scratch, pen_.metrics());
        const float used = flow(measure, {0, 0, size_.x - 24 - 36, 200}, words, kLabelFlow, lines);
        const float height = 38 + std::max(used, line * 2) + 12;
        const timeline::TaskId running = scene_.state.running;
        const Ink color = running != 0 ? face_of(scene_, running).color : ink(Token::Loop);
        const Rect box{12, size_.y - 12 - height, size_.x - 24, height};
        pen_.fill(box, 10, color.mixed(0.10F));
        pen_.fill({box.x, box.y, 3, box.h}, 1.5F, color);
        pen_.text({box.x + 18, box.y + 19}, "Now", Font::SmallStrong, color);
        flow(pen_, {box.x + 18, box.y + 32, box.w - 36, used}, words, kLabelFlow, lines);
        return height + 8;
    }

    const StripInput& input_;
    const Scene& scene_;
    Pen pen_;
    Vec2 size_;
};

}  // namespace

stage::DisplayList anatomy_strip(const StripInput& input) {
    stage::DisplayList list;
    const Frame& frame = input.frame;
    list.bounds = {0, 0, frame.size.x, frame.size.y};
    if (frame.timeline == nullptr || frame.metrics == nullptr || frame.size.x < 160 || frame.size.y < 160)
        return list;
    const timeline::State& state = frame.timeline->state_at(frame.playhead.position);
    const Scene scene{*frame.timeline, state,
                      look_at_loop(*frame.timeline, state, frame.playhead, input.thread)};
    Strip(input, scene, list).draw();
    return list;
}

}  // namespace loopscope::slides
