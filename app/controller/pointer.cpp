#include "app/controller/controller.hpp"
#include "app/home/home_layout.hpp"
#include "app/panels/transport_panel.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::controller {
namespace {

constexpr float kWheel = 60;

bool starts_drag(std::string_view id) {
    if (id.starts_with("scrub") || id == "mini/scrub") return true;
    return id.starts_with("set/") && std::ranges::count(id, '/') == 1;
}

// Surfaces that only take the wheel or keep clicks from what lies below.
bool is_ground(std::string_view id) {
    for (const char* head : {"scroll/", "overlay/", "column/", "task/", "slide/task/", "slide/thread/"}) {
        if (id.starts_with(head)) return true;
    }
    return false;
}

// There are too many of these to walk through with Tab; keys do the same.
bool is_skipped(std::string_view id) {
    return is_ground(id) || id.starts_with("line/") || id.starts_with("slide/row/");
}

// Moves what the reader has scrolled, within what the picture allows.
float scrolled(float offset, float by, float own, float most) {
    return std::clamp(offset + by, -own, std::max(-own, most - own));
}

double share_at(const stage::Rect& box, float x) {
    return box.w > 0 ? std::clamp((x - box.x) / box.w, 0.0F, 1.0F) : 0;
}

}  // namespace

const stage::HotItem* Controller::hot_at(stage::Vec2 at) const {
    const auto& hots = composed_.hots;
    for (std::size_t i = hots.size(); i-- > composed_.overlay_from;) {
        if (hots[i].box.contains(at)) return &hots[i];
    }
    return nullptr;
}

const stage::HotItem* Controller::hot(std::string_view id) const {
    const auto it = std::find_if(composed_.hots.rbegin(), composed_.hots.rend(),
                                 [id](const auto& h) { return h.id == id; });
    return it == composed_.hots.rend() ? nullptr : &*it;
}

void Controller::hover_at(stage::Vec2 at) {
    const stage::HotItem* item = hot_at(at);
    const std::string id = item && !is_ground(item->id) ? item->id : "";
    if (id == state_.hover) return;
    state_.hover = id;
    state_.tip_shown = false;
    hover_since_ = now_;
}

void Controller::press_at(stage::Vec2 at) {
    if (std::exchange(state_.blank, false)) return;
    state_.pointer = at;
    state_.focus_shown = false;
    hover_at(at);
    const stage::HotItem* item = hot_at(at);
    state_.pressed = item ? item->id : "";
    state_.tip_shown = false;
    if (item && starts_drag(item->id)) drag_to(at);
}

void Controller::release_at(stage::Vec2 at) {
    const std::string pressed = std::exchange(state_.pressed, "");
    hover_at(at);
    const stage::HotItem* item = hot_at(at);
    if (!item || item->id != pressed || starts_drag(pressed)) return;
    if (!is_ground(pressed)) state_.focus = pressed;
    activate(pressed);
}

void Controller::drag_to(stage::Vec2 at) {
    const stage::HotItem* item = hot(state_.pressed);
    if (!item) return;
    if (quiz_.stands_still() && (item->id.starts_with("scrub") || item->id == "mini/scrub")) return;
    const double share = share_at(item->box, at.x);
    if (item->id == "scrub" || item->id == "mini/scrub")
        session_.ask(session::Scrub{panels::scrub_time(session_, *item, at.x)});
    if (item->id == "scrub/race") session_.ask(session::ScrubRace{share});
    if (item->id == "scrub/beats") {
        const auto& timeline = session_.timeline();
        const auto step =
            static_cast<std::size_t>(std::lround(share * static_cast<double>(timeline.beat_count())));
        session_.ask(session::Seek{step == 0 ? 0 : timeline.beat(step - 1)});
    }
    if (!item->id.starts_with("set/") || !session_.lesson()) return;
    for (const lessons::Parameter& p : session_.lesson()->parameters) {
        if (item->id != "set/" + p.name) continue;
        // The hot area is a little wider than the groove, so that its ends are easy to reach.
        const double inner = share_at(item->box.inset(6, 0), at.x);
        const double steps = p.step > 0 ? std::round(inner * (p.most - p.least) / p.step) : 0;
        session_.set_value(p.name, p.least + steps * p.step);
    }
}

void Controller::move_focus(bool forward) {
    std::vector<std::string> ids;
    for (std::size_t i = composed_.overlay_from; i < composed_.hots.size(); ++i) {
        const std::string& id = composed_.hots[i].id;
        if (!is_skipped(id) && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
    if (ids.empty()) return;
    const auto it = std::ranges::find(ids, state_.focus);
    const auto count = ids.size();
    const auto now = static_cast<std::size_t>(it - ids.begin());
    if (it == ids.end()) {
        state_.focus = forward ? ids.front() : ids.back();
    } else {
        state_.focus = ids[(now + (forward ? 1 : count - 1)) % count];
    }
    state_.focus_shown = true;
}

void Controller::handle_scroll(const input::Scrolled& scroll) {
    if (scroll.ctrl) {
        registry_.run(scroll.dy > 0 ? "scale/up" : "scale/down", context_);
        return;
    }
    // The topmost ground that scrolls, whatever button lies on it.
    const auto& hots = composed_.hots;
    for (std::size_t i = hots.size(); i-- > composed_.overlay_from;) {
        if (!hots[i].box.contains(scroll.at)) continue;
        const std::string& id = hots[i].id;
        if (id == "scroll/lesson")
            state_.lesson_scroll = std::max(0.0F, state_.lesson_scroll - scroll.dy * 40);
        if (id == "scroll/notes") state_.notes_scroll = std::max(0.0F, state_.notes_scroll - scroll.dy * 40);
        if (id == "scroll/results")
            state_.results_scroll = std::max(0.0F, state_.results_scroll - scroll.dy * 40);
        if (id == "scroll/home") {
            const float most = home::lay_out(context_.lessons, state_.window).most_scroll;
            state_.home_scroll = std::clamp(state_.home_scroll - scroll.dy * kWheel, 0.0F, most);
        }
        if (id == "scroll/listing") state_.listing_scroll -= scroll.dy * 3;
        if (id == "scroll/output")
            state_.output_scroll = std::max(0.0F, state_.output_scroll + scroll.dy * 3);
        if (id == "scroll/picture") {
            const stage::Vec2 own = pictures_.scroll, most = pictures_.most_scroll;
            const float right = scroll.dx + (scroll.shift ? scroll.dy : 0);
            state_.lanes_scroll = scrolled(state_.lanes_scroll, -right * kWheel, own.x, most.x);
            if (!scroll.shift)
                state_.slide_scroll = scrolled(state_.slide_scroll, -scroll.dy * kWheel, own.y, most.y);
        }
        if (id.starts_with("scroll/") || id.starts_with("overlay/")) return;
    }
}

}  // namespace loopscope::app::controller
