// Buttons, chips and switches, drawn ourselves. They only append; what they do is the command of their id.
#pragma once

#include "app/panels/scene.hpp"
#include "core/slides/pen.hpp"

#include <span>
#include <string>
#include <string_view>

namespace loopscope::app::panels {

// `icon` is drawn where there is no text.
struct Segment {
    std::string id, text;
    stage::Icon icon = stage::Icon::Screen;
};

class Widgets : public slides::Pen {
public:
    Widgets(stage::DisplayList& list, const Scene& scene) : Pen(list, scene.metrics), scene_(scene) {}

    [[nodiscard]] const Scene& scene() const { return scene_; }

    // A place that reacts; its tip is the command's where there is one.
    void hot(std::string_view id, stage::Rect box, std::string tip = {}, stage::Target target = {});
    [[nodiscard]] bool hovered(std::string_view id) const { return scene_.window.hover == id; }
    [[nodiscard]] bool pressed(std::string_view id) const { return scene_.window.pressed == id; }
    // Unknown ids count as enabled and not active.
    [[nodiscard]] bool enabled(std::string_view id) const;
    [[nodiscard]] bool active(std::string_view id) const;

    // Round, with an icon. `primary`: solid accent.
    void round_button(std::string_view id, stage::Vec2 center, float radius, stage::Icon icon,
                      bool primary = false);
    // Without a border until it is hovered.
    void icon_button(std::string_view id, stage::Vec2 center, float size, stage::Icon icon);
    // A pill; solid outline when active.
    void chip(std::string_view id, stage::Rect box, std::string_view text, bool is_active);
    [[nodiscard]] float chip_width(std::string_view text) const;
    // One of several; each is a command, and the active one is raised.
    void segments(stage::Rect box, std::span<const Segment> items);
    [[nodiscard]] float segments_width(std::span<const Segment> items) const;
    // A key as it is printed on the keyboard. Returns its width; `right` is its right edge.
    float key_cap(std::string_view text, float right, float middle);

private:
    [[nodiscard]] float segment_width(const Segment& item) const;

    const Scene& scene_;
};

// "0.414 s"; always the same number of decimals, so that it does not dance.
std::string seconds_text(std::int64_t nanos, int decimals = 3);
// Number of characters (code points) and the byte where the character `n` begins.
std::size_t length_utf8(std::string_view text);
std::size_t byte_of(std::string_view text, std::size_t n);

}  // namespace loopscope::app::panels
