#include "app/controller/controller.hpp"
#include "app/home/home_layout.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::controller {
namespace {

constexpr float kWheel = 60, kWheelOfText = 40, kWheelOfLines = 3;

double share_at(const stage::Rect& box, float x) {
    return box.w > 0 ? std::clamp((x - box.x) / box.w, 0.0F, 1.0F) : 0;
}

}  // namespace

void Controller::press_at(stage::Vec2 at) {
    if (std::exchange(state_.blank, false)) return;
    pane_.press(at, now_);
    const stage::HotItem* item = pane_.pressed();
    if (item && starts_drag(item->target)) drag_to(at);
}

void Controller::release_at(stage::Vec2 at) {
    if (const stage::HotItem* item = pane_.release(at, now_)) activate(stage::HotItem(*item));
}

void Controller::drag_to(stage::Vec2 at) {
    const stage::HotItem* item = pane_.pressed();
    if (!item) return;
    if (const auto* axis = std::get_if<stage::Axis>(&item->target))
        drag_axis(*axis, share_at(item->box, at.x));
    const auto* setting = std::get_if<stage::Setting>(&item->target);
    if (setting == nullptr || setting->part != stage::Setting::Part::Value) return;
    if (const lessons::Parameter* p = parameter_of(*setting)) {
        // The hot area is a little wider than the groove, so that its ends are easy to reach.
        const double inner = share_at(item->box.inset(6, 0), at.x);
        const double steps = p->step > 0 ? std::round(inner * (p->most - p->least) / p->step) : 0;
        session_.set_value(p->name, p->least + steps * p->step);
    }
}

void Controller::drag_axis(const stage::Axis& axis, double share) {
    if (quiz_.stands_still()) return;
    switch (axis.of) {
        case stage::Axis::Of::LoopTime:
            session_.ask(session::Scrub{static_cast<std::int64_t>(share * static_cast<double>(axis.end))});
            return;
        case stage::Axis::Of::Race: session_.ask(session::ScrubRace{share}); return;
        case stage::Axis::Of::Beats: {
            const timeline::Timeline& timeline = session_.timeline();
            const auto step =
                static_cast<std::size_t>(std::lround(share * static_cast<double>(timeline.beat_count())));
            session_.ask(session::Seek{step == 0 ? 0 : timeline.beat(step - 1)});
            return;
        }
    }
}

void Controller::handle_scroll(const input::Scrolled& scroll) {
    if (scroll.ctrl) {
        registry_.run(scroll.dy > 0 ? "scale/up" : "scale/down", context_);
        return;
    }
    const stage::HotItem* item = pane_.scrolled_at(scroll.at);
    if (!item) return;
    const auto text = [&](float& offset) { offset = std::max(0.0F, offset - scroll.dy * kWheelOfText); };
    if (item->id == "scroll/lesson") text(state_.lesson_scroll);
    if (item->id == "scroll/notes") text(state_.notes_scroll);
    if (item->id == "scroll/results") text(state_.results_scroll);
    if (item->id == "scroll/home") {
        const float most = home::lay_out(context_.lessons, pane_.state().size).most_scroll;
        state_.home_scroll = std::clamp(state_.home_scroll - scroll.dy * kWheel, 0.0F, most);
    }
    if (item->id == "scroll/listing") state_.listing_scroll -= scroll.dy * kWheelOfLines;
    if (item->id == "scroll/output")
        state_.output_scroll = std::max(0.0F, state_.output_scroll + scroll.dy * kWheelOfLines);
    if (item->id == "scroll/picture") {
        const ViewEntry& view = shown_view(context_.views, state_);
        if (view.scroll != nullptr) view.scroll(scroll, state_, pane_.pictures());
    }
}

}  // namespace loopscope::app::controller
