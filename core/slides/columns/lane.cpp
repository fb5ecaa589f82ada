#include "core/slides/columns/lane.hpp"

#include "core/base/format.hpp"
#include "core/slides/actors.hpp"

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

constexpr float kStripeGap = 1.6F;
constexpr float kNameFrom = 23, kLabelFrom = 20, kNumberFrom = 11, kHatchFrom = 7;

// Stretches too thin to be seen one by one are gathered into rows of this height.
constexpr float kCombRow = 3;

Ink hue(const LaneView& view, timeline::TaskId task) {
    return view.run->task_ink(task);
}

std::string held_up_by(const Stretch& s, bool brief) {
    switch (s.block) {
        case trace::Block::Sleep:
            if (s.planned < 0) return "sleep";
            return (brief ? "" : "sleep ") + format_short(s.planned);
        case trace::Block::Lock: return "lock";
        case trace::Block::Join: return "join";
        default: return "call";
    }
}

Icon held_up_icon(const Stretch& s) {
    switch (s.block) {
        case trace::Block::Sleep: return Icon::Clock;
        case trace::Block::Lock: return Icon::Padlock;
        case trace::Block::Join: return Icon::Fork;
        default: return Icon::Stop;
    }
}

void draw_run(Pen& pen, const LaneView& view, const Stretch& s, Rect box) {
    const Ink color = hue(view, s.task);
    pen.fill(box, std::min({6.0F, box.h / 2, box.w / 2}), color);
    const ColumnTask* task = view.run->task(s.task);
    if (task == nullptr) return;
    const Ink on = ink(Token::OnSolid);
    const float middle = box.y + std::min(box.h / 2, 17.0F);
    // A name of which little can be read says less than its letter.
    const float room = box.w - 38, wanted = std::min(pen.width(Font::SmallStrong, task->name), 54.0F);
    if (box.h >= kNameFrom && room >= wanted) {
        pen.list().add(stage::BadgeItem{task->shape, {box.x + 16, middle}, 16, on, task->letter, false});
        pen.text({box.x + 30, middle}, task->name, Font::SmallStrong, on, Align::Left, room);
    } else if (box.h >= kNumberFrom && box.w >= 12 && pen.fits(Font::SmallStrong, task->letter, box.w - 4)) {
        pen.text({box.x + box.w / 2, box.y + box.h / 2}, task->letter, Font::SmallStrong, on, Align::Center,
                 box.w - 4);
    }
}

void draw_blocked(Pen& pen, const LaneView& view, const Stretch& s, Rect box) {
    const Ink color = s.task == 0 ? ink(Token::TextFaint) : hue(view, s.task);
    const float radius = std::min({6.0F, box.h / 2, box.w / 2});
    if (box.w < 7 || box.h < kHatchFrom) {
        pen.fill(box, std::min(radius, 2.0F), color.mixed(0.30F));
        return;
    }
    pen.fill(box, radius, color.mixed(0.10F));
    pen.list().add(stage::HatchItem{box, radius, color.mixed(0.5F), 6, 1.4F});
    pen.outline(box, radius, color.mixed(0.75F), 1.2F);
    if (box.h < kLabelFrom || box.w < 40) return;
    const float room = box.w - 16;
    std::string label = held_up_by(s, false);
    if (!pen.fits(Font::Small, label, room)) label = held_up_by(s, true);
    const float text = pen.width(Font::Small, label);
    if (text > room) return;
    const bool with_icon = text + 22 <= room;
    const float width = text + (with_icon ? 22.0F : 0.0F);
    const float middle = box.y + box.h / 2;
    // The label stands on a plain chip, because text on a hatch cannot be read.
    pen.fill({box.x + (box.w - width) / 2 - 6, middle - 10, width + 12, 20}, 5, ink(Token::Panel));
    const float left = box.x + (box.w - width) / 2;
    if (with_icon) pen.icon(held_up_icon(s), {left + 7, middle}, 14, ink(Token::Text));
    pen.text({left + (with_icon ? 22.0F : 0.0F), middle}, label, Font::Small, ink(Token::Text));
}

void draw_asleep(Pen& pen, const LaneView& view, float y0, float y1) {
    const float center = view.x + view.width / 2;
    const float width = std::min(13.0F, view.block * 0.6F);
    const Rect box{center - width / 2, y0 + 3, width, y1 - y0 - 6};
    if (box.h < 2 || width < 1) return;
    const Ink color = ink(Token::TextFaint);
    const float radius = std::min(box.w / 2, box.h / 2);
    pen.fill(box, radius, color.mixed(0.28F));
    if (width < 7 || box.h < kHatchFrom) return;
    pen.list().add(stage::HatchItem{box, radius, color.mixed(0.85F), 6, 1.4F});
    const float beside = view.block / 2 - width / 2 - 8, text = pen.width(Font::Small, "poll");
    if (box.h < kLabelFrom - 4 || text > beside) return;
    const float middle = box.y + box.h / 2;
    const bool moon = text + 17 <= beside;
    if (moon) pen.icon(Icon::Moon, {box.right() + 12, middle}, 12, ink(Token::TextSoft));
    pen.text({box.right() + (moon ? 22.0F : 7.0F), middle}, "poll", Font::Small, ink(Token::TextSoft));
}

// Gathers what is too thin into rows, so that 400 steps become a comb and not 400 smears. A row in which the
// thread mostly waited stays light, with a line in it for what ran.
class Comb {
public:
    Comb(Pen& pen, const LaneView& view) : pen_(pen), view_(view) {}

    void add(const Stretch& s, float y0, float y1) {
        if (open_ && y0 > to_ + 1) flush();
        if (!open_) {
            open_ = true;
            from_ = y0;
            ran_ = 0;
            waited_ = 0;
        }
        (s.doing == Doing::Runs ? ran_ : waited_) += y1 - y0;
        (s.doing == Doing::Runs ? runner_ : waiter_) = s.task;
        to_ = std::max(y1, y0);
        if (to_ - from_ >= kCombRow) flush();
    }
    void flush() {
        if (!open_) return;
        open_ = false;
        const float left = view_.x + (view_.width - view_.block) / 2;
        const float height = std::max(to_ - from_, 1.0F);
        const float gap = height >= kCombRow ? 0.8F : 0.0F;
        if (waited_ > ran_) {
            pen_.fill({left, from_, view_.block, height - gap}, 0, hue(view_, waiter_).mixed(0.30F));
            if (runner_ != 0 && height >= kCombRow)
                pen_.fill({left, from_, view_.block, 1}, 0, hue(view_, runner_));
        } else {
            pen_.fill({left, from_, view_.block, height - gap}, 0, hue(view_, runner_));
        }
        runner_ = 0;
    }

private:
    Pen& pen_;
    const LaneView& view_;
    bool open_ = false;
    float from_ = 0, to_ = 0, ran_ = 0, waited_ = 0;
    timeline::TaskId runner_ = 0, waiter_ = 0;
};

}  // namespace

std::vector<Placed> place(const RunLane& lane, const RaceAxis& axis) {
    std::vector<Placed> placed;
    placed.reserve(lane.on.size());
    const RaceAxis::Instant* current = nullptr;
    int taken = 0;
    float cursor = axis.top();
    for (std::size_t i = 0; i < lane.on.size(); ++i) {
        const Stretch& s = lane.on[i];
        Placed p{&s, 0, 0};
        const RaceAxis::Instant* instant = axis.is_short(s) ? axis.instant(s.from) : nullptr;
        if (instant != nullptr) {
            if (instant != current) {
                current = instant;
                taken = 0;
                std::size_t next = i;
                while (next < lane.on.size() && axis.is_short(lane.on[next]) &&
                       lane.on[next].from <= instant->to)
                    ++next;
                // The last steps of a lane stand at the foot of their instant, above the finish line.
                const bool ends_here = next == lane.on.size() && i > 0;
                if (ends_here) taken = std::max(0, instant->slots - static_cast<int>(next - i));
            }
            p.y0 = std::max(cursor, instant->y + axis.slot() * static_cast<float>(taken++));
            p.y1 = std::max(p.y0 + axis.slot(), axis.before(s.to));
            if (!placed.empty() && placed.back().stretch->to == s.from &&
                !axis.is_short(*placed.back().stretch))
                placed.back().y1 = p.y0;
        } else {
            p.y0 = std::max(cursor, axis.before(s.from));
            const bool last = i + 1 == lane.on.size();
            p.y1 = std::max(p.y0, last ? axis.after(s.to) : axis.before(s.to));
        }
        cursor = p.y1;
        placed.push_back(p);
    }
    return placed;
}

float block_width(const RunLane& lane, float room) {
    if (room < 9) return room < 3 ? room : room - 1;
    const float share = lane.has_loop ? 0.55F : 0.78F;
    return std::min(112.0F, room * share);
}

int draw_lane(Pen& pen, const LaneView& view) {
    const std::vector<Placed> placed = place(*view.lane, *view.axis);
    const float now = view.axis->y(view.now);
    const float left = view.x + (view.width - view.block) / 2;
    Comb comb(pen, view);
    for (const Placed& p : placed) {
        if (p.stretch->from > view.now.time || p.y0 >= now) break;
        const float y1 = std::min(p.y1, now);
        if (p.stretch->doing == Doing::Asleep) {
            comb.flush();
            draw_asleep(pen, view, p.y0, y1);
            continue;
        }
        if (p.y1 - p.y0 < kCombRow) {
            comb.add(*p.stretch, p.y0, y1);
            continue;
        }
        comb.flush();
        const float gap = p.y1 - p.y0 >= 5 ? kStripeGap : 0.6F;
        const Rect box{left, p.y0 + gap / 2, view.block, y1 - p.y0 - gap};
        if (box.h < 0.5F) continue;
        if (p.stretch->doing == Doing::Runs) {
            draw_run(pen, view, *p.stretch, box);
        } else {
            draw_blocked(pen, view, *p.stretch, box);
        }
    }
    comb.flush();
    return draw_rails(pen, view, placed);
}

}  // namespace loopscope::slides
