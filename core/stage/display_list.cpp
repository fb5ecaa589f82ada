#include "core/stage/display_list.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <type_traits>

namespace loopscope::stage {
namespace {

void move(Rect& r, Vec2 by) {
    r.x += by.x;
    r.y += by.y;
}

struct Mover {
    Vec2 by;

    void operator()(LineItem& i) const {
        i.a = i.a + by;
        i.b = i.b + by;
    }
    void operator()(ArrowItem& i) const {
        i.tail = i.tail + by;
        i.head = i.head + by;
    }
    void operator()(PolyItem& i) const {
        for (Vec2& p : i.points) p = p + by;
    }
    void operator()(TextItem& i) const { i.at = i.at + by; }
    void operator()(BoxItem& i) const { move(i.box, by); }
    void operator()(HatchItem& i) const { move(i.box, by); }
    void operator()(ClipItem& i) const { move(i.box, by); }
    void operator()(HotItem& i) const { move(i.box, by); }
    void operator()(ShaderItem& i) const { move(i.box, by); }
    template <class Centered>
    void operator()(Centered& i) const {
        i.center = i.center + by;
    }
};

constexpr std::array kTokens{"background", "panel",    "raised", "code",   "hairline", "line",
                             "track",      "text",     "soft",   "faint",  "loop",     "worker",
                             "error",      "glow",     "actor",  "accent", "on-solid", "keyword",
                             "type",       "function", "string", "number", "comment"};
constexpr std::array kFonts{"body",         "body-strong", "label",      "label-strong", "small",
                            "small-strong", "caps",        "heading",    "title",        "display",
                            "code",         "code-strong", "code-small", "code-tiny",    "clock"};
static_assert(kFonts.size() == static_cast<std::size_t>(kFontCount));
constexpr std::array kIcons{
    "loop-ring", "clock", "socket",  "worker",   "padlock",      "queue",       "fork",       "database",
    "envelope",  "moon",  "play",    "pause",    "step-forward", "step-back",   "restart",    "to-head",
    "tick",      "cross", "warning", "flag",     "struck-ring",  "hollow-ring", "ringed-dot", "sun",
    "search",    "help",  "screen",  "keyboard", "chevron",      "process",     "stop"};
constexpr std::array kShapes{"disc", "square", "diamond", "hexagon"};

template <class Names, class Enum>
const char* name(const Names& names, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < names.size() ? names[index] : "?";
}

class Writer {
public:
    std::string text;

    void operator()(const LineItem& i) {
        begin("line").point(i.a).point(i.b).word(i.ink).number(i.width).word(i.dash);
    }
    void operator()(const ArrowItem& i) {
        begin("arrow").point(i.tail).point(i.head).word(i.ink).number(i.width).word(i.dash);
        if (!i.dot) word("no-dot");
    }
    void operator()(const BoxItem& i) {
        begin("box").rect(i.box).number(i.radius);
        if (i.filled) word("fill").word(i.fill);
        if (i.bordered) word("border").word(i.border).number(i.border_width).word(i.dash);
    }
    void operator()(const HatchItem& i) { begin("hatch").rect(i.box).number(i.radius).word(i.ink); }
    void operator()(const DiscItem& i) {
        begin(i.filled ? "disc" : "ring").point(i.center).number(i.radius).word(i.ink);
    }
    void operator()(const ArcItem& i) {
        begin("arc").point(i.center).number(i.radius).number(i.from).number(i.to).word(i.ink).number(i.width);
    }
    void operator()(const PolyItem& i) {
        begin(i.filled ? "poly" : "path");
        for (const Vec2 p : i.points) point(p);
        word(i.ink);
    }
    void operator()(const TextItem& i) {
        begin("text").point(i.at).word(name(kFonts, i.font)).word(i.ink);
        if (i.align != Align::Left) word(i.align == Align::Center ? "centre" : "right");
        quoted(i.text);
    }
    void operator()(const IconItem& i) {
        begin("icon").word(name(kIcons, i.icon)).point(i.center).number(i.size).word(i.ink);
    }
    void operator()(const BadgeItem& i) {
        begin("badge")
            .word(name(kShapes, i.shape))
            .quoted(i.letter)
            .point(i.center)
            .number(i.size)
            .word(i.ink);
        if (!i.solid) word("hollow");
    }
    void operator()(const GlowItem& i) { begin("glow").point(i.center).number(i.radius).word(i.ink); }
    void operator()(const ClipItem& i) {
        begin(i.push ? "clip" : "unclip");
        if (i.push) rect(i.box);
    }
    void operator()(const HotItem& i) {
        begin("hot").word(i.id.c_str()).rect(i.box);
        if (!i.tip.empty()) quoted(i.tip);
    }
    void operator()(const ShaderItem& i) {
        begin("shader").word(i.name.c_str()).rect(i.box);
        for (const float value : i.values) number(value);
    }

private:
    Writer& begin(const char* kind) {
        text += kind;
        return *this;
    }
    Writer& word(const char* w) {
        text += ' ';
        text += w;
        return *this;
    }
    Writer& word(const std::string& w) { return word(w.c_str()); }
    Writer& word(Dash dash) {
        return dash == Dash::Solid ? *this : word(dash == Dash::Dashed ? "dashed" : "dotted");
    }
    Writer& word(const Ink& color) {
        std::string w = name(kTokens, color.token);
        if (color.token == Token::Actor) w += std::to_string(color.actor);
        if (color.strength != 1) w.append("*").append(plain(color.strength, 2));
        if (color.alpha != 1) w.append("@").append(plain(color.alpha, 2));
        return word(w);
    }
    Writer& quoted(const std::string& words) {
        text += " \"";
        for (const char c : words) {
            if (c == '"' || c == '\\') text += '\\';
            if (c == '\n') {
                text += "\\n";
            } else {
                text += c;
            }
        }
        text += '"';
        return *this;
    }
    Writer& number(float value) { return word(plain(value, 1)); }
    Writer& point(Vec2 p) { return word(plain(p.x, 1).append(",").append(plain(p.y, 1))); }
    Writer& rect(const Rect& r) {
        std::string w = "[";
        w.append(plain(r.x, 1)).append(",").append(plain(r.y, 1)).append(" ");
        return word(w.append(plain(r.w, 1)).append("x").append(plain(r.h, 1)).append("]"));
    }
    // Without trailing zeros, and without a minus before nothing.
    static std::string plain(float value, int decimals) {
        std::array<char, 64> digits{};
        std::snprintf(digits.data(), digits.size(), "%.*f", decimals, static_cast<double>(value));
        std::string written = digits.data();
        written.erase(written.find_last_not_of('0') + 1);
        if (!written.empty() && written.back() == '.') written.pop_back();
        return written == "-0" ? "0" : written;
    }
};

}  // namespace

void DisplayList::add(const DisplayList& other, Vec2 by) {
    // By index and over the length at the start, so that a list may be added to itself.
    const std::size_t count = other.items.size();
    items.reserve(items.size() + count);
    for (std::size_t i = 0; i < count; ++i) {
        items.push_back(other.items[i]);
        std::visit(Mover{by}, items.back());
    }
}

std::string to_text(const DisplayList& list) {
    Writer writer;
    for (const Item& item : list.items) {
        std::visit(writer, item);
        writer.text += '\n';
    }
    return std::move(writer.text);
}

}  // namespace loopscope::stage
