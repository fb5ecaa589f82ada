#include "app/panels/parameters.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace loopscope::app::panels {
namespace {

using lessons::Parameter;
using Part = stage::Setting::Part;
using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kStepper = 28;

std::size_t chosen(const Parameter& parameter, double value) {
    const double last = static_cast<double>(parameter.options.size()) - 1;
    return static_cast<std::size_t>(std::clamp(value, 0.0, std::max(0.0, last)));
}

// One of the parameters of what is open, with its number.
struct Numbered {
    const Parameter& parameter;
    std::uint32_t number = 0;

    [[nodiscard]] stage::Setting part(Part part, std::uint32_t option = 0) const {
        return {number, part, option};
    }
};

// A place that changes a parameter; its tip is what it says.
void hot(Widgets& draw, const Numbered& n, Part part, Rect box, std::string tip, std::uint32_t option = 0) {
    const stage::Setting setting = n.part(part, option);
    draw.hot(setting_id(n.parameter, setting), box, std::move(tip), setting);
}

void step_button(Widgets& draw, const Numbered& n, Part part, Rect box, bool possible) {
    const std::string id = setting_id(n.parameter, n.part(part));
    const bool plus = part == Part::More;
    const bool lit = possible && (draw.hovered(id) || draw.pressed(id));
    draw.panel(box, 8, ink(lit ? Token::Raised : Token::Panel), ink(lit ? Token::Line : Token::Hairline));
    const auto c = box.center();
    const auto color = ink(possible ? Token::Text : Token::TextFaint);
    draw.line({c.x - 5, c.y}, {c.x + 5, c.y}, color, 1.6F);
    if (plus) draw.line({c.x, c.y - 5}, {c.x, c.y + 5}, color, 1.6F);
    hot(draw, n, part, box, plus ? "More" : "Less");
}

// - value +
void stepper(Widgets& draw, const Numbered& n, double value, Rect box) {
    const Parameter& p = n.parameter;
    step_button(draw, n, Part::Less, {box.x, box.y, kStepper, box.h}, value > p.least);
    step_button(draw, n, Part::More, {box.right() - kStepper, box.y, kStepper, box.h}, value < p.most);
    draw.text(box.center(), value_text(p, value), Font::CodeSmall, ink(Token::Text), Align::Center,
              box.w - 2 * kStepper - 6);
}

void slider(Widgets& draw, const Numbered& n, double value, Rect box) {
    const Parameter& p = n.parameter;
    const std::string id = setting_id(p, n.part(Part::Value));
    const double range = p.most - p.least;
    const float share = range > 0 ? static_cast<float>(std::clamp((value - p.least) / range, 0.0, 1.0)) : 0;
    const float y = box.center().y, x = box.x + share * box.w;
    const bool lit = draw.hovered(id) || draw.pressed(id);
    draw.fill({box.x, y - 2, box.w, 4}, 2, ink(Token::Track));
    draw.fill({box.x, y - 2, x - box.x, 4}, 2, ink(Token::Accent));
    draw.list().add(stage::DiscItem{{x, y}, lit ? 8.0F : 6.5F, ink(Token::Text), true, 0});
    hot(draw, n, Part::Value, {box.x - 6, box.y, box.w + 12, box.h}, p.label);
}

float options_width(const Widgets& draw, const Parameter& p) {
    float w = 6;
    for (const std::string& option : p.options) w += draw.width(Font::LabelStrong, option) + 22;
    return w;
}

void options(Widgets& draw, const Numbered& n, double value, Rect box) {
    const Parameter& p = n.parameter;
    draw.panel(box, 9, ink(Token::Background), ink(Token::Hairline));
    const auto now = chosen(p, value);
    const float spare = (box.w - options_width(draw, p)) / static_cast<float>(p.options.size());
    float x = box.x + 3;
    for (std::size_t i = 0; i < p.options.size(); ++i) {
        const auto option = static_cast<std::uint32_t>(i);
        const std::string id = setting_id(p, n.part(Part::Option, option));
        const Rect part{x, box.y + 3, draw.width(Font::LabelStrong, p.options[i]) + 22 + spare, box.h - 6};
        const bool on = i == now, lit = draw.hovered(id);
        if (on) draw.panel(part, 7, ink(Token::Raised), ink(Token::Line));
        draw.text(part.center(), p.options[i], on ? Font::LabelStrong : Font::Label,
                  ink(on || lit ? Token::Text : Token::TextSoft), Align::Center, part.w - 6);
        hot(draw, n, Part::Option, {part.x, box.y, part.w, box.h}, p.label + ": " + p.options[i], option);
        x += part.w;
    }
}

double held(const Widgets& draw, const Parameter& p) {
    const auto& values = draw.scene().session.values();
    const auto it = values.find(p.name);
    return it == values.end() ? p.initial : it->second;
}

}  // namespace

std::string setting_id(const Parameter& parameter, const stage::Setting& setting) {
    const std::string head = "set/" + parameter.name;
    switch (setting.part) {
        case Part::Value: return head;
        case Part::Less: return head + "/less";
        case Part::More: return head + "/more";
        case Part::Option: return head + "/option/" + std::to_string(setting.option);
    }
    return head;
}

std::string value_text(const Parameter& p, double value) {
    if (!p.options.empty()) return p.options[chosen(p, value)];
    char text[64];
    const bool whole = p.step >= 1 && std::floor(value) == value;
    const int decimals = whole ? 0 : p.step >= 0.1 ? 1 : p.step >= 0.01 ? 2 : 3;
    std::snprintf(text, sizeof text, "%.*f%s%s", decimals, value, p.unit.empty() ? "" : " ", p.unit.c_str());
    return text;
}

float parameter_rows(Widgets& draw, Rect box) {
    const exhibit::Exhibit* open = draw.scene().session.exhibit();
    if (!open) return 0;
    constexpr float kValue = 148;
    float y = box.y;
    std::uint32_t number = 0;
    for (const Parameter& p : open->parameters()) {
        const Numbered n{p, number++};
        const float middle = y + kParameterRow / 2;
        const double value = held(draw, p);
        // Options need the room that a short label leaves.
        const float most = std::min(box.w * 0.36F, 150.0F);
        const float label = p.options.empty() ? most : std::min(most, draw.width(Font::Label, p.label) + 16);
        draw.text({box.x, middle}, p.label, Font::Label, ink(Token::TextSoft), Align::Left, label - 8);
        const float room = box.w - label;
        if (!p.options.empty()) {
            const float w = std::min(options_width(draw, p), room);
            options(draw, n, value, {box.right() - w, middle - 15, w, 30});
        } else {
            const float w = std::min(kValue, room);
            stepper(draw, n, value, {box.right() - w, middle - 14, w, 28});
            if (room - w > 70) slider(draw, n, value, {box.x + label, middle - 12, room - w - 18, 24});
        }
        y += kParameterRow;
    }
    return y - box.y;
}

namespace {

// What the line is made of: roomy where it can be, close where it must.
struct LineStyle {
    float value = 132, label_gap = 10, gap = 26;
};

float item_width(const Widgets& draw, const Parameter& p, const LineStyle& style) {
    const float value = p.options.empty() ? style.value : options_width(draw, p);
    return draw.width(Font::Label, p.label) + style.label_gap + value;
}

LineStyle line_style(const Widgets& draw, std::span<const Parameter> parameters, float room) {
    const LineStyle roomy;
    float total = 0;
    for (const Parameter& p : parameters) total += item_width(draw, p, roomy) + roomy.gap;
    return total - roomy.gap <= room ? roomy : LineStyle{114, 8, 16};
}

}  // namespace

float parameter_line(Widgets& draw, Rect box) {
    const exhibit::Exhibit* open = draw.scene().session.exhibit();
    if (!open) return 0;
    const LineStyle style = line_style(draw, open->parameters(), box.w);
    const float middle = box.center().y;
    float x = box.x;
    std::uint32_t number = 0;
    for (const Parameter& p : open->parameters()) {
        const Numbered n{p, number++};
        const float w = item_width(draw, p, style);
        if (x + w > box.right() + 0.5F) break;
        draw.text({x, middle}, p.label, Font::Label, ink(Token::TextSoft));
        const float label = draw.width(Font::Label, p.label) + style.label_gap;
        const double value = held(draw, p);
        if (p.options.empty()) {
            stepper(draw, n, value, {x + label, middle - 14, w - label, 28});
        } else {
            options(draw, n, value, {x + label, middle - 15, w - label, 30});
        }
        x += w + style.gap;
    }
    return std::max(0.0F, x - style.gap - box.x);
}

}  // namespace loopscope::app::panels
