#include "core/slides/mini/mini_timeline.hpp"

#include "core/slides/actors.hpp"
#include "core/slides/mini/strips.hpp"
#include "core/slides/pen.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace loopscope::slides {

using stage::Align;
using stage::Font;
using stage::Ink;
using stage::ink;
using stage::Rect;
using stage::Token;

namespace {

class Painter {
public:
    Painter(Pen& pen, const Frame& frame, const MiniStrips& strips)
        : pen_(pen),
          frame_(frame),
          strips_(strips),
          rows_(strips.rows()),
          axis_(strips.axis()),
          timeline_(*frame.timeline),
          head_(timeline_.state_at(timeline_.size())) {
        position_ = std::min(frame.playhead.position, timeline_.size());
        now_ = axis_.x(std::max(frame.playhead.time, timeline_.time_at(position_)));
    }

    void grid() {
        const float bottom = frame_.size.y - kMiniBottom + 2;
        const std::int64_t half = std::max<std::int64_t>(1, axis_.step / 2);
        for (std::int64_t time = 0; time <= axis_.end; time += half)
            pen_.line({axis_.x(time), kMiniTop}, {axis_.x(time), bottom}, ink(Token::Hairline));
        for (std::int64_t time = 0; time <= axis_.end; time += axis_.step) {
            const std::string text = tick_text(axis_, time);
            const float half_width = pen_.width(Font::Small, text) / 2;
            const float x = std::clamp(axis_.x(time), axis_.left + half_width,
                                       std::max(axis_.left + half_width, frame_.size.x - half_width));
            pen_.text({x, frame_.size.y - 10}, text, Font::Small, ink(Token::TextFaint), Align::Center);
        }
    }

    void strip(const MiniStrip& strip) {
        const Lane lane = rows_.lane(strip.from);
        const Ink hue = hue_of_lane(lane);
        label(strip, lane);
        base(strip, lane, hue);
        cells(strip, hue);
        open_bars(strip, hue);
    }

    // In place of the names that there is no room for.
    void count(const std::vector<MiniStrip>& strips) {
        if (strips.size() < 2 || strips.back().labelled) return;
        const std::string text = std::to_string(rows_.lanes() - 1) + (rows_.any_loop() ? " tasks" : " lanes");
        pen_.text({axis_.left - 12, (strips[1].y + strips.back().y) / 2}, text, Font::Small,
                  ink(Token::TextFaint), Align::Right, axis_.left - 16);
    }

    void playhead() {
        const Ink color = ink(Token::Text);
        pen_.line({now_, 8}, {now_, frame_.size.y - kMiniBottom + 4}, color, 1.6F);
        stage::PolyItem head;
        head.points = {{now_ - 6, 1}, {now_ + 6, 1}, {now_, 10}};
        head.ink = color;
        pen_.list().add(std::move(head));
    }

private:
    enum class Look { None, Busy, Ready, Held };
    // What shows where several things go on.
    static constexpr std::array<std::pair<MiniKind, Look>, kMiniKinds> kLooks{
        {{MiniKind::Held, Look::Held}, {MiniKind::Busy, Look::Busy}, {MiniKind::Ready, Look::Ready}}};

    [[nodiscard]] Ink hue_of_lane(const Lane& lane) const {
        if (lane.worker) return ink(Token::Worker);
        trace::TaskId id = lane.task;
        if (id == 0 && rows_.calls_on_threads()) {
            id = lane.first_task;
            if (id == 0) return ink(Token::TextSoft);
        }
        const timeline::TaskState* task = head_.task(id);
        return id == 0 ? ink(Token::Loop) : hue_of(task == nullptr ? 0 : task->number);
    }

    void label(const MiniStrip& strip, const Lane& lane) {
        if (!strip.labelled) return;
        std::string name;
        const timeline::ThreadState* thread = head_.thread(lane.thread);
        const bool alone = rows_.any_loop() ? !rows_.several_loops() : !rows_.calls_on_threads();
        if (lane.task != 0) {
            name = name_of(head_, timeline_.tables(), lane.task);
        } else if (alone && !lane.worker) {
            name = lane.loop ? "Loop" : "Thread";
        } else if (thread != nullptr) {
            name = timeline_.tables().string(thread->name);
            if (name == "main") name = "Main";
        }
        pen_.text({axis_.left - 12, strip.y}, name, Font::Small, ink(Token::TextSoft), Align::Right,
                  axis_.left - 16);
    }

    // From its beginning to its end, or to the playhead while it lives.
    void base(const MiniStrip& strip, const Lane& lane, Ink hue) {
        const bool thread = lane.task == 0 && !rows_.calls_on_threads() && !lane.worker;
        const Ink color = thread ? ink(Token::TextFaint) : hue;
        const float from = axis_.x(timeline_.time_at(strip.created));
        const bool goes_on = strip.ended == kNoRow;
        const float to = goes_on ? std::max(now_, axis_.x(timeline_.time_at(timeline_.size())))
                                 : axis_.x(timeline_.time_at(strip.ended));
        const float h = strip.labelled ? 3.0F : std::min(1.4F, strip.height);
        const float middle = std::clamp(now_, from, std::max(from, to));
        const bool born = strip.created <= position_;
        if (born && middle > from) pen_.fill({from, strip.y - h / 2, middle - from, h}, 0, color.mixed(0.5F));
        const float rest = born ? middle : from;
        if (to > rest) pen_.fill({rest, strip.y - h / 2, to - rest, h}, 0, color.mixed(0.2F));
    }

    [[nodiscard]] Look look_of(const MiniCell& cell, float x, bool& ahead) const {
        for (const auto& [kind, look] : kLooks) {
            const std::size_t first = cell.first[static_cast<std::size_t>(kind)];
            if (first == kNoRow) continue;
            ahead = first > position_ || x > now_ + 1;
            return look;
        }
        return Look::None;
    }

    void cells(const MiniStrip& strip, Ink hue) {
        const std::size_t count = strip.cells.size();
        for (std::size_t i = 0; i < count;) {
            bool ahead = false;
            const Look look = look_of(strip.cells[i], axis_.left + static_cast<float>(i), ahead);
            std::size_t end = i + 1;
            for (; end < count; ++end) {
                bool other = false;
                if (look_of(strip.cells[end], axis_.left + static_cast<float>(end), other) != look) break;
                if (look != Look::None && other != ahead) break;
            }
            if (look != Look::None)
                bar(strip, axis_.left + static_cast<float>(i), static_cast<float>(end - i), look, ahead, hue);
            i = end;
        }
    }

    // What goes on at the head reaches as far as time has come.
    void open_bars(const MiniStrip& strip, Ink hue) {
        for (const trace::ThreadId thread : strip.lines) {
            const Bar last = rows_.last_bar(thread);
            if (rows_.is_loop(thread)) {
                open_loop(strip, thread, last, hue);
            } else if (last.open()) {
                open_bar(strip, last.kind == BarKind::Running ? Look::Busy : Look::Held, last.begin,
                         last.from, hue);
            }
        }
        for (auto kind = kLooks.rbegin(); kind != kLooks.rend(); ++kind) {
            const MiniOpen& open = strip.open[static_cast<std::size_t>(kind->first)];
            if (open.lanes == 0 || (kind->second == Look::Ready && frame_.hides_ready)) continue;
            open_bar(strip, kind->second, open.begin, open.from, hue);
        }
    }

    void open_bar(const MiniStrip& strip, Look look, std::int64_t begin, std::size_t position, Ink hue) {
        const float from = axis_.x(begin);
        bar(strip, from, std::max(1.0F, now_ - from), look, position > position_, hue);
    }

    // Since it last woke up, or until it fell asleep.
    void open_loop(const MiniStrip& strip, trace::ThreadId thread, const Bar& last, Ink hue) {
        const bool asleep = last.open() && last.kind == BarKind::Asleep;
        const MiniStrips::Awake woke = strips_.awake_since(thread);
        const float from = axis_.x(woke.time);
        float to = axis_.x(asleep ? last.begin : timeline_.time_at(timeline_.size()));
        if (!asleep && !head_.ended) to = std::max(to, now_);
        bar(strip, from, to - from, Look::Busy, woke.position > position_, hue);
    }

    void bar(const MiniStrip& strip, float x, float w, Look look, bool ahead, Ink hue) {
        const float least = strip.labelled ? 9 : 3;
        if (w < least) w = least;
        w = std::min(w, std::max(2.0F, frame_.size.x - x));
        const Rect box{x, strip.y - strip.height / 2, w, strip.height};
        const float radius = strip.labelled ? 3.5F : 0;
        const float strength = ahead ? 0.32F : 1;
        if (look == Look::Busy) return pen_.fill(box, radius, hue.mixed(strength));
        if (!strip.labelled)
            return pen_.fill(box, radius, hue.mixed(strength * (look == Look::Held ? 0.7F : 0.4F)));
        pen_.panel(box, radius, hue.mixed(0.18F * strength), hue.mixed(strength), 1.2F);
        if (look == Look::Held && w > 6)
            pen_.list().add(stage::HatchItem{box, radius, hue.mixed(strength), 5, 1.2F});
    }

    Pen& pen_;
    const Frame& frame_;
    const MiniStrips& strips_;
    const LoopRows& rows_;
    const MiniAxis& axis_;
    const timeline::Timeline& timeline_;
    const timeline::State& head_;
    std::size_t position_ = 0;
    float now_ = 0;
};

}  // namespace

struct MiniTimeline::Memory {
    explicit Memory(std::shared_ptr<LoopRows> rows) : strips(std::move(rows)) {}

    MiniStrips strips;
};

MiniTimeline::MiniTimeline() : MiniTimeline(std::make_shared<LoopRows>()) {}
MiniTimeline::MiniTimeline(std::shared_ptr<LoopRows> rows)
    : memory_(std::make_unique<Memory>(std::move(rows))) {}
MiniTimeline::~MiniTimeline() = default;
MiniTimeline::MiniTimeline(MiniTimeline&&) noexcept = default;
MiniTimeline& MiniTimeline::operator=(MiniTimeline&&) noexcept = default;

stage::DisplayList MiniTimeline::build(const Frame& frame) {
    stage::DisplayList list;
    list.bounds = {0, 0, frame.size.x, frame.size.y};
    if (frame.timeline == nullptr || frame.metrics == nullptr || frame.size.x < 120 || frame.size.y < 44)
        return list;
    MiniStrips& strips = memory_->strips;
    strips.follow(frame);
    const MiniAxis& axis = strips.axis();
    Pen pen(list, *frame.metrics);
    Painter painter(pen, frame, strips);
    painter.grid();
    for (const MiniStrip& strip : strips.strips()) painter.strip(strip);
    painter.count(strips.strips());
    painter.playhead();
    list.add(stage::HotItem{"mini/scrub",
                            {axis.left, 0, axis.right - axis.left, frame.size.y},
                            "",
                            stage::Axis{stage::Axis::Of::LoopTime, axis.end}});
    return list;
}

std::size_t MiniTimeline::memory() const {
    return memory_->strips.memory();
}

stage::DisplayList mini_timeline(const Frame& frame) {
    return MiniTimeline().build(frame);
}

std::int64_t time_at_x(const Frame& frame, float x) {
    return mini_axis(frame).time(x);
}

float x_at_time(const Frame& frame, std::int64_t time) {
    return mini_axis(frame).x(time);
}

}  // namespace loopscope::slides
