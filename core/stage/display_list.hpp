// A picture as data: no ImGui, no GL. Painted by app/paint; compared as text in tests.
// Units: design pixels (scale 1), x to the right, y down, origin at the top left of the slide.
#pragma once

#include "core/stage/ink.hpp"
#include "core/stage/target.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace loopscope::stage {

struct Vec2 {
    float x = 0, y = 0;
    friend constexpr Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
    friend constexpr Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
    friend constexpr Vec2 operator*(Vec2 a, float k) { return {a.x * k, a.y * k}; }
    friend bool operator==(const Vec2&, const Vec2&) = default;
};
struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    [[nodiscard]] constexpr float right() const { return x + w; }
    [[nodiscard]] constexpr float bottom() const { return y + h; }
    [[nodiscard]] constexpr Vec2 center() const { return {x + w / 2, y + h / 2}; }
    [[nodiscard]] constexpr bool contains(Vec2 p) const {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    [[nodiscard]] constexpr Rect inset(float dx, float dy) const {
        return {x + dx, y + dy, w - 2 * dx, h - 2 * dy};
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

// Sizes in design pixels: Body 17, Label 15, Small 13, Title 28, Heading 21, Display 34, Code 17, CodeSmall
// 15, CodeTiny 13, Clock 27. Presenter sizes come from the scale, not from here.
enum class Font : std::uint8_t {
    Body,
    BodyStrong,
    Label,
    LabelStrong,
    Small,
    SmallStrong,
    Caps,  // Caps: letter-spaced Small, for section labels
    Heading,
    Title,
    Display,
    Code,
    CodeStrong,
    CodeSmall,
    CodeTiny,
    Clock,
};
inline constexpr int kFontCount = static_cast<int>(Font::Clock) + 1;

enum class Align : std::uint8_t { Left, Center, Right };
enum class Dash : std::uint8_t { Solid, Dashed, Dotted };

// Drawn by the painter in one ink, centred in a box of the given size, line width about size / 9.
enum class Icon : std::uint8_t {
    LoopRing,
    Clock,
    Socket,
    Worker,
    Padlock,
    Queue,
    Fork,
    Database,
    Envelope,
    Moon,
    Play,
    Pause,
    StepForward,
    StepBack,
    Restart,
    ToHead,
    Tick,
    Cross,
    Warning,
    Flag,
    StruckRing,
    HollowRing,
    RingedDot,
    Sun,
    Search,
    Help,
    Screen,
    Keyboard,
    Chevron,
    Process,
    Stop,
};

// Distinguishes actors by shape as well as hue; which one is decided by hue_of/shape_of in
// core/slides/actors.hpp.
enum class BadgeShape : std::uint8_t { Disc, Square, Diamond, Hexagon };

struct LineItem {
    Vec2 a, b;
    Ink ink;
    float width = 1;
    Dash dash = Dash::Solid;
};
struct ArrowItem {
    Vec2 tail, head;
    Ink ink;
    float width = 2;
    Dash dash = Dash::Solid;
    bool dot = true;
};  // dot at the tail
struct BoxItem {
    Rect box;
    float radius = 0;
    Ink fill;
    Ink border;
    float border_width = 1;
    bool filled = true, bordered = false;
    Dash dash = Dash::Solid;  // of the border
};
struct HatchItem {
    Rect box;
    float radius = 0;
    Ink ink;
    float spacing = 6, width = 1.4F;
};  // 45 degrees, clipped to the box
struct DiscItem {
    Vec2 center;
    float radius = 0;
    Ink ink;
    bool filled = true;
    float width = 2;
};
struct ArcItem {
    Vec2 center;
    float radius = 0;
    float from = 0, to = 0;
    Ink ink;
    float width = 4;
};  // radians, 0 = up, clockwise; round caps
struct PolyItem {
    std::vector<Vec2> points;
    Ink ink;
    bool filled = true;
    float width = 2;
};  // convex when filled
struct TextItem {
    Vec2 at;
    std::string text;
    Font font = Font::Body;
    Ink ink;
    Align align = Align::Left;
};  // at: left/centre/right end of the text's *vertical middle*
struct IconItem {
    Icon icon;
    Vec2 center;
    float size = 16;
    Ink ink;
};
struct BadgeItem {
    BadgeShape shape;
    Vec2 center;
    float size = 20;
    Ink ink;
    std::string letter;
    bool solid = true;
};
struct GlowItem {
    Vec2 center;
    float radius = 14;
    Ink ink;
};  // the moving token: disc with a halo
struct ClipItem {
    Rect box;
    bool push = true;
};
// A place that reacts to the pointer. The picture itself stays pure: whoever shows it knows by id what is
// hovered, and by target what a click is for. Nobody takes an id apart.
struct HotItem {
    std::string id;
    Rect box;
    std::string tip;
    Target target{};
};
// Drawn by a shader from shaders/ where there is GL; the items around it must read without it.
struct ShaderItem {
    std::string name;
    Rect box;
    float values[8] = {};
    Ink ink_a, ink_b, ink_c;
};

using Item = std::variant<LineItem, ArrowItem, BoxItem, HatchItem, DiscItem, ArcItem, PolyItem, TextItem,
                          IconItem, BadgeItem, GlowItem, ClipItem, HotItem, ShaderItem>;

struct DisplayList {
    std::vector<Item> items;
    Rect bounds;  // what the picture covers; may be taller than the view it was made for (then it scrolls)

    template <class T>
    void add(T item) {
        items.emplace_back(std::move(item));
    }
    // Appends `other`, moved by `by`.
    void add(const DisplayList& other, Vec2 by);
};

// One line an item, numbers rounded to 0.1: for goldens.
std::string to_text(const DisplayList& list);

// How wide a text is. Slides lay out with it; the app measures its real fonts, tests use a fixed advance.
class TextMetrics {
public:
    virtual ~TextMetrics() = default;
    [[nodiscard]] virtual float width(Font font, std::string_view text) const = 0;  // design pixels
    [[nodiscard]] virtual float line_height(Font font) const = 0;
};

}  // namespace loopscope::stage
