// What one window shows: composed for its size, its type and its pointer. A second window is a second pane.
#pragma once

#include "app/controller/compose.hpp"
#include "app/panels/scene.hpp"
#include "app/state.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace loopscope::app::controller {

class Pane {
public:
    [[nodiscard]] const WindowState& state() const { return state_; }
    [[nodiscard]] const panels::Pictures& pictures() const { return pictures_; }
    // As they can be hit in the last picture, bottom to top.
    [[nodiscard]] const std::vector<stage::HotItem>& hots() const { return composed_.hots; }

    void resize(stage::Vec2 size) { state_.size = size; }
    // The window at this moment, in its own design pixels.
    const stage::DisplayList& build(const AppState& app, const session::Session& session,
                                    const commands::Registry& registry, const commands::Context& context,
                                    stage::Vec2 size, const stage::TextMetrics& metrics, double now);

    // The topmost place there; null: there is none. Valid until the next build().
    [[nodiscard]] const stage::HotItem* at(stage::Vec2 point) const;
    [[nodiscard]] const stage::HotItem* find(std::string_view id) const;
    // It is not below an open overlay.
    [[nodiscard]] bool is_reachable(const stage::HotItem& item) const;
    // What the wheel turns at this point: the topmost ground that scrolls, whatever button lies on it.
    [[nodiscard]] const stage::HotItem* scrolled_at(stage::Vec2 point) const;
    // The place that is held down with the pointer; null: none is.
    [[nodiscard]] const stage::HotItem* pressed() const { return find(state_.pressed); }

    void move_pointer(stage::Vec2 point, double now);
    void lose_pointer();
    void press(stage::Vec2 point, double now);
    // What was pressed and let go at the same place; null: nothing was.
    const stage::HotItem* release(stage::Vec2 point, double now);
    void let_go() { state_.pressed.clear(); }
    // A tip is due, and from when on it is.
    void update(double now);
    [[nodiscard]] std::optional<double> tip_due() const;

    void move_focus(bool forward);
    void focus(std::string_view id) { state_.focus = id; }
    void hide_focus() { state_.focus_shown = false; }

private:
    void hover(stage::Vec2 point, double now);

    WindowState state_;
    panels::Pictures pictures_;
    Composed composed_;
    double hover_since_ = 0;
};

// What is dragged, not clicked.
bool starts_drag(const stage::Target& target);

}  // namespace loopscope::app::controller
