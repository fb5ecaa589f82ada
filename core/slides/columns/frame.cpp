#include "core/base/format.hpp"
#include "core/slides/columns/parts.hpp"
#include "core/slides/columns/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Ink;
using stage::Rect;
using stage::Token;

void draw_workload(const ColumnsView& v, float x, float middle, float until) {
    const std::vector<WorkloadPart> parts = workload(*v.run(v.input.baseline));
    if (parts.empty()) return;
    float width = v.pen.width(Font::Small, "each task") + 16;
    for (const WorkloadPart& part : parts)
        width += v.pen.width(Font::Small, part.words) + (part.waits ? 66 : 42);
    if (x + width > until) return;
    v.pen.text({x, middle}, "each task", Font::Small, ink(Token::TextSoft));
    x += v.pen.width(Font::Small, "each task") + 16;
    for (const WorkloadPart& part : parts) {
        const float text = v.pen.width(Font::Small, part.words);
        const Rect box{x, middle - 15, text + (part.waits ? 62.0F : 38.0F), 30};
        const Ink neutral = ink(Token::TextFaint);
        if (part.waits) {
            v.pen.fill(box, 6, neutral.mixed(0.08F));
            v.pen.list().add(stage::HatchItem{box, 6, neutral.mixed(0.42F), 6, 1.4F});
            v.pen.outline(box, 6, neutral.mixed(0.7F));
            v.pen.fill({box.x + 12, middle - 10, text + 38, 20}, 5, ink(Token::Panel));
            v.pen.icon(Icon::Clock, {box.x + 25, middle}, 14, ink(Token::TextSoft));
            v.pen.text({box.x + 40, middle}, part.words, Font::Small, ink(Token::Text));
        } else {
            v.pen.fill(box, 6, neutral.mixed(0.42F));
            v.pen.text({box.center().x, middle}, part.words, Font::Small, ink(Token::Text), Align::Center);
        }
        x = box.right() + 3;
    }
}

// Returns its width; right-aligned at `right`.
float draw_legend(const ColumnsView& v, float right, float middle, bool really) {
    struct Entry {
        Doing doing;
        const char* word;
    };
    constexpr Entry kEntries[] = {{Doing::Runs, "runs"},
                                  {Doing::Blocked, "waits, holds its thread"},
                                  {Doing::Awaits, "awaits, thread is free"},
                                  {Doing::Ready, "ready"},
                                  {Doing::Asleep, "loop asleep in poll"}};
    float width = 0;
    for (const Entry& e : kEntries) width += 26 + v.pen.width(Font::Small, e.word) + 22;
    width -= 22;
    if (!really) return width;
    float x = right - width;
    const Ink neutral = ink(Token::TextSoft);
    for (const Entry& e : kEntries) {
        const Rect wide{x, middle - 7, 18, 14}, narrow{x + 5, middle - 8, 9, 16};
        switch (e.doing) {
            case Doing::Runs: v.pen.fill(wide, 4, neutral); break;
            case Doing::Blocked:
                v.pen.list().add(stage::HatchItem{wide, 4, neutral.mixed(0.6F), 5, 1.3F});
                v.pen.outline(wide, 4, neutral.mixed(0.8F));
                break;
            case Doing::Awaits:
                v.pen.list().add(stage::HatchItem{narrow, 3, neutral.mixed(0.8F), 5, 1.3F});
                v.pen.outline(narrow, 3, neutral);
                break;
            case Doing::Ready: v.pen.panel(narrow, 3, neutral.mixed(0.14F), neutral, 1.6F); break;
            case Doing::Asleep:
                v.pen.fill(narrow, 4.5F, neutral.mixed(0.25F));
                v.pen.list().add(stage::HatchItem{narrow, 4.5F, neutral.mixed(0.6F), 5, 1.3F});
                break;
        }
        v.pen.text({x + 26, middle}, e.word, Font::Small, ink(Token::TextSoft));
        x += 26 + v.pen.width(Font::Small, e.word) + 22;
    }
    return width;
}

std::string time_tag(const ColumnsView& v) {
    const auto now = static_cast<double>(v.input.now.time);
    if (v.axis.end() >= 1'000'000'000) return format_fixed(now / 1e9, 3);
    if (v.axis.end() >= 1'000'000) return format_fixed(now / 1e6, v.axis.end() >= 100'000'000 ? 0 : 1);
    return format_fixed(now / 1e3, 0);
}

bool strong(const Span& span) {
    return span.style != SpanStyle::Plain;
}

}  // namespace

void draw_header(const ColumnsView& v) {
    const float middle = v.layout.header / 2, right = v.input.size.x - kColumnsMargin;
    v.pen.caps({kColumnsMargin, middle}, "COLUMNS");
    float x = kColumnsMargin + v.pen.width(Font::Caps, "COLUMNS") + 40;
    const float legend = draw_legend(v, right, middle, false);
    if (v.input.baseline < v.count && v.run(v.input.baseline) != nullptr)
        draw_workload(v, x, middle, right - legend - 30);
    if (right - legend > x) draw_legend(v, right, middle, true);
    v.pen.line({0, v.layout.header}, {v.input.size.x, v.layout.header}, ink(Token::Hairline));
}

void draw_axis(const ColumnsView& v) {
    const float right = v.input.size.x - kColumnsMargin;
    v.pen.text({kColumnsGutter - 16, v.layout.top - 24}, v.axis.unit(), Font::Small, ink(Token::TextFaint),
               Align::Right);
    // What stands in one band happens at one time.
    for (const RaceAxis::Instant& instant : v.axis.instants()) {
        const float height = v.axis.slot() * static_cast<float>(instant.slots);
        if (v.axis.slot() < 8) break;
        v.pen.fill({kColumnsGutter - 8, instant.y, right - kColumnsGutter + 8, height}, 0,
                   ink(Token::Raised).mixed(0.45F));
        v.pen.line({kColumnsGutter - 8, instant.y}, {kColumnsGutter - 8, instant.y + height},
                   ink(Token::Line), 2);
    }
    float last = -100;
    for (const RaceAxis::Tick& tick : v.axis.ticks()) {
        v.pen.line({kColumnsGutter - 8, tick.y}, {right, tick.y}, ink(Token::Hairline));
        // Room for the tag of the playhead.
        if (std::abs(tick.y - v.now_y) < 21 || tick.y - last < 16) continue;
        v.pen.text({kColumnsGutter - 16, tick.y}, tick.label, Font::CodeTiny, ink(Token::TextFaint),
                   Align::Right);
        last = tick.y;
    }
    v.pen.line({kColumnsMargin, v.layout.totals}, {right, v.layout.totals}, ink(Token::Hairline));
    const float middle = v.layout.totals + (v.layout.footer - v.layout.totals) / 2;
    v.pen.text({kColumnsGutter - 16, middle - 10}, "thread", Font::Small, ink(Token::TextFaint),
               Align::Right);
    v.pen.text({kColumnsGutter - 16, middle + 8}, "time", Font::Small, ink(Token::TextFaint), Align::Right);
}

void draw_playhead(const ColumnsView& v) {
    const float right = v.input.size.x - kColumnsMargin;
    const Ink line = ink(Token::Text);
    v.pen.line({kColumnsGutter - 10, v.now_y}, {right, v.now_y}, line, 1.6F);
    const std::string time = time_tag(v);
    const float width = std::max(34.0F, v.pen.width(Font::CodeTiny, time) + 14);
    const Rect tag{kColumnsGutter - 18 - width, v.now_y - 12, width, 24};
    v.pen.fill(tag, 7, line);
    v.pen.list().add(stage::PolyItem{
        {{tag.right() - 1, v.now_y - 6}, {tag.right() + 7, v.now_y}, {tag.right() - 1, v.now_y + 6}}, line});
    v.pen.text(tag.center(), time, Font::CodeTiny, ink(Token::Panel), Align::Center);
}

void draw_footer(const ColumnsView& v) {
    const float middle = (v.layout.footer + v.input.size.y) / 2 - 4;
    const float right = v.input.size.x - kColumnsMargin;
    constexpr std::array<const char*, 5> kCounts{"no", "one", "two", "three", "four"};
    const std::string note =
        fmt::format("{} real {}, recorded in virtual time", kCounts.at(std::min<std::size_t>(v.count, 4)),
                    v.count == 1 ? "run" : "runs");
    bool all_over = v.input.takeaway && v.count > 0;
    for (std::size_t i = 0; i < v.count; ++i)
        all_over = all_over && v.run(i) != nullptr && finish_time(*v.run(i), v.input.now);
    float until = right;
    const float note_width = v.pen.width(Font::Small, note);
    std::vector<Span> spans;
    if (all_over)
        spans = columns_takeaway(
            {v.input.runs.begin(), v.input.runs.begin() + static_cast<std::ptrdiff_t>(v.count)},
            v.input.baseline);
    float needed = 0;
    for (const Span& span : spans)
        needed += v.pen.width(strong(span) ? Font::BodyStrong : Font::Body, span.text);
    if (kColumnsGutter + needed + 30 + note_width < right || spans.empty()) {
        v.pen.text({right, middle}, note, Font::Small, ink(Token::TextFaint), Align::Right,
                   right - kColumnsMargin);
        until = right - note_width - 30;
    }
    if (spans.empty()) return;
    float x = kColumnsGutter;
    v.pen.fill({x - 14, middle - 13, 3, 26}, 1.5F, ink(Token::Loop));
    for (const Span& span : spans) {
        const Font font = strong(span) ? Font::BodyStrong : Font::Body;
        const float drawn =
            v.pen.text({x, middle}, span.text, font, ink(strong(span) ? Token::Text : Token::TextSoft),
                       Align::Left, until - x);
        x += drawn;
        if (drawn <= 0) break;
    }
}

}  // namespace loopscope::slides
