#include "core/base/format.hpp"
#include "core/slides/anatomy/parts.hpp"
#include "core/trace/words.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Ink;
using stage::Token;
using stage::Vec2;
using trace::Phase;

constexpr float kTurn = 2 * std::numbers::pi_v<float>;

Vec2 on_circle(Vec2 center, float radius, float angle) {
    return {center.x + radius * std::sin(angle), center.y - radius * std::cos(angle)};
}

struct Segment {
    float from = 0, to = 0;
    [[nodiscard]] float at(float share) const { return from + (to - from) * share; }
};

// Round caps reach half a thickness beyond the ends of an arc.
float free_angle(const RingStyle& style) {
    return (style.thickness + std::max(5.0F, style.thickness * 0.35F)) / style.radius;
}

Segment segment(std::size_t index, const RingStyle& style) {
    const float span = kTurn / static_cast<float>(kPhaseCount), free = free_angle(style);
    return {span * static_cast<float>(index) + free / 2, span * static_cast<float>(index + 1) - free / 2};
}

std::string figures(const PhaseUse& use, const LoopView& loop) {
    if (!use.in_turn) return "none";
    if (use.phase == Phase::Poll) {
        std::string text = use.callbacks > 0 ? std::to_string(use.callbacks) + " · " : std::string();
        return text + (loop.poll.only_looked && use.time == 0 ? "only looked" : format_short(use.time));
    }
    if (use.callbacks == 0) return use.time > 0 ? format_short(use.time) : "passed";
    std::string text = std::to_string(use.callbacks);
    return use.time > 0 ? text + " · " + format_short(use.time)
                        : text + (use.callbacks == 1 ? " callback" : " callbacks");
}

// Short strokes across the ring: the part of the poll that is, or was, slept.
void hatch_along(Pen& pen, Vec2 center, const RingStyle& style, float from, float to, Ink color) {
    const float step = std::max(5.0F, style.thickness * 0.3F) / style.radius, half = style.thickness * 0.3F;
    for (float angle = from; angle <= to; angle += step) {
        const Vec2 inner = on_circle(center, style.radius - half, angle - 0.4F * step);
        const Vec2 outer = on_circle(center, style.radius + half, angle + 0.4F * step);
        pen.line(inner, outer, color, 1.5F);
    }
}

void draw_labels(Pen& pen, const LoopView& loop, Vec2 center, const RingStyle& style) {
    for (std::size_t i = 0; i < kPhaseCount; ++i) {
        const PhaseUse& use = loop.ring[i];
        const float angle = segment(i, style).at(0.5F);
        const Vec2 at =
            on_circle(center, style.radius + style.thickness / 2 + (style.figures ? 20.0F : 14.0F), angle);
        const float side = std::sin(angle);
        const Align align = side > 0.3F ? Align::Left : side < -0.3F ? Align::Right : Align::Center;
        const bool lit = static_cast<int>(i) == loop.lit;
        const Ink color = lit ? ink(Token::Text) : use.in_turn ? ink(Token::TextSoft) : ink(Token::TextFaint);
        const bool below = std::cos(angle)<-0.7F, above = std::cos(angle)> 0.7F;
        const float shift = style.figures ? (below   ? 8.0F
                                             : above ? -20.0F
                                                     : -9.0F)
                            : below       ? 4.0F
                            : above       ? -4.0F
                                          : 0.0F;
        pen.text({at.x, at.y + shift}, trace::word(use.phase), lit ? style.label_lit : style.label, color,
                 align);
        if (style.figures) {
            pen.text({at.x, at.y + shift + 21}, figures(use, loop), Font::CodeTiny,
                     lit ? ink(Token::Loop) : ink(Token::TextFaint), align);
        }
    }
}

}  // namespace

Vec2 ring_margin(const RingStyle& style, const stage::TextMetrics& metrics) {
    if (!style.labels) return {style.thickness, style.thickness};
    const float word = metrics.width(style.label_lit, "pending");
    const float figure = style.figures ? metrics.width(Font::CodeTiny, "12 · 999.9 ms") : 0.0F;
    // The widest labels stand beside the ring where it is not quite at its widest.
    return {style.thickness / 2 + 14 + std::max(word, figure),
            style.thickness / 2 + (style.figures ? 54.0F : 30.0F)};
}

void draw_ring(Pen& pen, const Scene& scene, Vec2 center, const RingStyle& style) {
    const LoopView& loop = scene.loop;
    const bool asleep = loop.poll.sleeping;
    {
        const float half = style.radius + style.thickness * 2;
        stage::ShaderItem glow;
        glow.name = "ring";
        glow.box = {center.x - half, center.y - half, half * 2, half * 2};
        const float values[8] = {static_cast<float>(loop.lit),
                                 loop.along,
                                 static_cast<float>(kPhaseCount),
                                 asleep ? 1.0F : 0.0F,
                                 style.radius / half,
                                 style.thickness / half,
                                 free_angle(style),
                                 scene.state.held ? 1.0F : 0.0F};
        std::copy(std::begin(values), std::end(values), std::begin(glow.values));
        glow.ink_a = ink(Token::Loop);
        glow.ink_b = ink(Token::Glow);
        glow.ink_c = ink(Token::Track);
        pen.list().add(std::move(glow));
    }
    const auto arc = [&](float from, float to, Ink color, float width) {
        pen.list().add(stage::ArcItem{center, style.radius, from, to, color, width});
    };
    for (std::size_t i = 0; i < kPhaseCount; ++i) {
        const PhaseUse& use = loop.ring[i];
        const Segment s = segment(i, style);
        if (static_cast<int>(i) == loop.lit) {
            arc(s.from, s.to, ink(Token::Loop).mixed(0.35F), style.thickness + style.thickness * 0.4F);
            if (asleep) {
                arc(s.from, s.to, ink(Token::Loop).mixed(0.42F), style.thickness);
                hatch_along(pen, center, style, s.at(loop.along), s.to, ink(Token::Loop));
                arc(s.from, std::max(s.at(loop.along), s.from + 0.001F), ink(Token::Loop), style.thickness);
            } else {
                arc(s.from, s.to, ink(Token::Loop), style.thickness);
            }
            continue;
        }
        const bool slept = use.phase == Phase::Poll && use.in_turn && loop.poll.slept > 0;
        const bool ran = use.in_turn && !slept;
        arc(s.from, s.to,
            ran        ? ink(Token::Loop).mixed(0.45F)
            : use.ever ? ink(Token::Track)
                       : ink(Token::Track).mixed(0.6F),
            style.thickness);
        if (slept) {
            const double whole = loop.poll.endless
                                     ? static_cast<double>(loop.poll.slept)
                                     : static_cast<double>(std::max(loop.poll.planned, loop.poll.slept));
            const auto share = static_cast<float>(static_cast<double>(loop.poll.slept) / whole);
            hatch_along(pen, center, style, s.from, s.at(share), ink(Token::TextSoft));
            if (share < 0.97F) {
                pen.line(on_circle(center, style.radius - style.thickness * 0.6F, s.at(share)),
                         on_circle(center, style.radius + style.thickness * 0.6F, s.at(share)),
                         ink(Token::Text), 2);
            }
        }
    }
    if (loop.lit >= 0) {
        const Segment s = segment(static_cast<std::size_t>(loop.lit), style);
        const Vec2 at = on_circle(center, style.radius, s.at(loop.along));
        pen.list().add(stage::GlowItem{at, std::max(9.0F, style.thickness * 0.68F), ink(Token::Glow)});
    }
    if (style.labels) draw_labels(pen, loop, center, style);
}

}  // namespace loopscope::slides
