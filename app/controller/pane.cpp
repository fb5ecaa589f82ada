#include "app/controller/pane.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace loopscope::app::controller {
namespace {

constexpr double kTipDelay = 0.5;

bool is_ground(const stage::HotItem& item) {
    return std::holds_alternative<stage::Ground>(item.target);
}

// There are too many of these to walk through with Tab; keys do the same.
bool is_skipped(const stage::HotItem& item) {
    return is_ground(item) || std::holds_alternative<stage::SourceLine>(item.target) ||
           std::holds_alternative<stage::Moment>(item.target);
}

}  // namespace

bool starts_drag(const stage::Target& target) {
    if (const auto* setting = std::get_if<stage::Setting>(&target))
        return setting->part == stage::Setting::Part::Value;
    return std::holds_alternative<stage::Axis>(target);
}

const stage::DisplayList& Pane::build(const AppState& app, const session::Session& session,
                                      const commands::Registry& registry, const commands::Context& context,
                                      stage::Vec2 size, const stage::TextMetrics& metrics, double now) {
    state_.size = size;
    // What is shown may also be another recording of the same run.
    if (pictures_.run != session.runs() || pictures_.of != &session.shown_timeline())
        pictures_ = panels::Pictures{};
    pictures_.run = session.runs();
    pictures_.of = &session.shown_timeline();
    composed_ = compose({app, state_, session, registry, context, metrics, pictures_, now}, size);
    // What lies below a pointer that rests may have changed.
    if (state_.pressed.empty() && state_.pointer.x >= 0) hover(state_.pointer, now);
    return composed_.list;
}

const stage::HotItem* Pane::at(stage::Vec2 point) const {
    const auto& hots = composed_.hots;
    for (std::size_t i = hots.size(); i-- > composed_.overlay_from;) {
        if (hots[i].box.contains(point)) return &hots[i];
    }
    return nullptr;
}

const stage::HotItem* Pane::find(std::string_view id) const {
    const auto it = std::find_if(composed_.hots.rbegin(), composed_.hots.rend(),
                                 [id](const auto& h) { return h.id == id; });
    return it == composed_.hots.rend() ? nullptr : &*it;
}

bool Pane::is_reachable(const stage::HotItem& item) const {
    return &item - composed_.hots.data() >= static_cast<std::ptrdiff_t>(composed_.overlay_from);
}

const stage::HotItem* Pane::scrolled_at(stage::Vec2 point) const {
    const auto& hots = composed_.hots;
    for (std::size_t i = hots.size(); i-- > composed_.overlay_from;) {
        const auto* ground = std::get_if<stage::Ground>(&hots[i].target);
        if (ground && ground->takes_wheel && hots[i].box.contains(point)) return &hots[i];
    }
    return nullptr;
}

void Pane::hover(stage::Vec2 point, double now) {
    const stage::HotItem* item = at(point);
    const std::string id = item && !is_ground(*item) ? item->id : "";
    if (id == state_.hover) return;
    state_.hover = id;
    state_.tip_shown = false;
    hover_since_ = now;
}

void Pane::move_pointer(stage::Vec2 point, double now) {
    state_.pointer = point;
    hover(point, now);
}

void Pane::lose_pointer() {
    state_.pointer = {-1, -1};
    state_.hover.clear();
    state_.tip_shown = false;
}

void Pane::press(stage::Vec2 point, double now) {
    state_.focus_shown = false;
    move_pointer(point, now);
    const stage::HotItem* item = at(point);
    state_.pressed = item ? item->id : "";
    state_.tip_shown = false;
}

const stage::HotItem* Pane::release(stage::Vec2 point, double now) {
    const std::string pressed = std::exchange(state_.pressed, "");
    hover(point, now);
    const stage::HotItem* item = at(point);
    if (!item || item->id != pressed || starts_drag(item->target)) return nullptr;
    if (!is_ground(*item)) state_.focus = pressed;
    return item;
}

void Pane::update(double now) {
    if (tip_due() && now >= *tip_due()) state_.tip_shown = true;
}

std::optional<double> Pane::tip_due() const {
    if (state_.hover.empty() || state_.tip_shown) return std::nullopt;
    return hover_since_ + kTipDelay;
}

void Pane::move_focus(bool forward) {
    std::vector<std::string> ids;
    for (std::size_t i = composed_.overlay_from; i < composed_.hots.size(); ++i) {
        const stage::HotItem& item = composed_.hots[i];
        if (!is_skipped(item) && std::ranges::find(ids, item.id) == ids.end()) ids.push_back(item.id);
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

}  // namespace loopscope::app::controller
