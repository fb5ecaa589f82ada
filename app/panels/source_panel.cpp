#include "app/panels/source_panel.hpp"

#include "app/highlight/tokens.hpp"
#include "app/panels/current_line.hpp"
#include "app/panels/widgets.hpp"
#include "core/slides/actors.hpp"

#include <algorithm>
#include <cmath>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::ink;
using stage::Rect;
using stage::Token;

constexpr float kHead = 38, kGutter = 46, kBadge = 20, kBadgeStep = 23, kRight = 12;
constexpr std::size_t kMostBadges = 3, kHang = 4;

// One row on the screen: a line of the source or, where that is too long, a part of it.
struct Row {
    std::size_t line = 0;            // index in the listing
    std::size_t begin = 0, end = 0;  // bytes
    std::size_t indent = 0;          // characters
    bool first = true;
};

// A good place to break a line that is too long: behind a space, a comma or an opening bracket.
std::size_t break_before(std::string_view text, std::size_t from, std::size_t most) {
    for (std::size_t i = most; i > from + (most - from) / 2; --i) {
        const char before = text[i - 1];
        if (before == ' ' || before == ',' || before == '(') return i;
    }
    return most;
}

std::vector<Row> rows_of(const lessons::Listing& listing, std::size_t columns) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < listing.lines.size(); ++i) {
        const std::string_view text = listing.lines[i];
        const std::size_t lead = std::min(text.find_first_not_of(' '), text.size());
        Row row{i, 0, text.size(), 0, true};
        while (true) {
            const std::size_t room = columns - row.indent;
            if (length_utf8(text.substr(row.begin)) <= room) break;
            row.end = break_before(text, row.begin, row.begin + byte_of(text.substr(row.begin), room));
            rows.push_back(row);
            row = {i, row.end, text.size(), std::min(lead + kHang, columns / 2), false};
        }
        rows.push_back(row);
    }
    return rows;
}

struct Look {
    Font font = Font::Code;
    float advance = 10, line = 25;
    std::size_t columns = 40;
};

// The largest type in which the longest line fits; the smallest where none does.
Look choose(const Widgets& draw, const lessons::Listing& listing, float room) {
    std::size_t longest = 1;
    for (const std::string& line : listing.lines) longest = std::max(longest, length_utf8(line));
    Look look;
    for (const auto& [font, line] : {std::pair{Font::Code, 25.0F}, std::pair{Font::CodeSmall, 22.5F},
                                     std::pair{Font::CodeTiny, 20.0F}}) {
        look.font = font;
        look.line = line;
        look.advance = std::max(1.0F, draw.width(font, "0000000000") / 10);
        look.columns =
            std::max<std::size_t>(12, static_cast<std::size_t>(std::max(0.0F, room / look.advance)));
        if (look.columns >= longest) break;
    }
    return look;
}

// The first row to show: the top of the listing until the current line would fall off the bottom.
std::size_t first_row(const std::vector<Row>& rows, std::size_t current, std::size_t visible, float scroll) {
    if (rows.size() <= visible) return 0;
    const std::size_t most = rows.size() - visible;
    constexpr std::size_t kAhead = 2;
    std::size_t top = 0;
    if (current + kAhead + 1 > visible) top = std::min(most, current + kAhead + 1 - visible);
    const float wanted = std::round(static_cast<float>(top) + scroll);
    return static_cast<std::size_t>(std::clamp(wanted, 0.0F, static_cast<float>(most)));
}

void draw_code(Widgets& draw, std::string_view text, const std::vector<highlight::Span>& spans,
               const Row& row, float x, float middle, const Look& look) {
    std::size_t column = row.indent;
    for (const highlight::Span& span : spans) {
        const std::size_t from = std::max(span.begin, row.begin), to = std::min(span.end, row.end);
        if (from >= to) continue;
        const std::string_view all = text.substr(from, to - from);
        const std::size_t blank = std::min(all.find_first_not_of(' '), all.size());
        const std::size_t last = all.find_last_not_of(' ');
        if (last != std::string_view::npos) {
            const float at = x + static_cast<float>(column + blank) * look.advance;
            draw.text({at, middle}, all.substr(blank, last + 1 - blank), look.font, ink(span.token));
        }
        column += length_utf8(all);
    }
}

// Right-aligned, in the order of the tasks; returns the left edge.
float draw_badges(Widgets& draw, const std::vector<trace::TaskId>& tasks, const timeline::State& state,
                  float right, float middle) {
    const trace::Tables& tables = draw.scene().session.timeline().tables();
    float x = right;
    if (tasks.size() > kMostBadges) {
        const std::string more = "+" + std::to_string(tasks.size() - kMostBadges);
        x -= draw.text({x, middle}, more, Font::SmallStrong, ink(Token::TextSoft), Align::Right) + 6;
    }
    const std::size_t shown = std::min(tasks.size(), kMostBadges);
    for (std::size_t i = shown; i-- > 0;) {
        const timeline::TaskState* task = state.task(tasks[i]);
        const bool solid = task && (task->status == timeline::TaskStatus::Running || task->blocking);
        draw.list().add(slides::badge_of(state, tables, tasks[i], {x - kBadge / 2, middle}, kBadge, solid));
        x -= kBadgeStep;
    }
    return x;
}

float badges_width(const Widgets& draw, const std::vector<trace::TaskId>& tasks) {
    const float badges = static_cast<float>(std::min(tasks.size(), kMostBadges)) * kBadgeStep;
    if (tasks.size() <= kMostBadges) return badges;
    return badges + draw.width(Font::SmallStrong, "+" + std::to_string(tasks.size() - kMostBadges)) + 6;
}

}  // namespace

void source_card(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    draw.panel(box, 12, ink(Token::Code), ink(Token::Hairline));
    const lessons::Listing* listing = listing_of(scene.session);
    if (!listing || box.h < kHead + 20) return;
    const ListingMarks marks = listing_marks(scene.session, *listing);
    const auto& timeline = scene.session.timeline();
    const auto& state = timeline.state_at(scene.session.player().playhead().position);

    const float head = box.y + kHead / 2;
    const std::string where = marks.current != 0 ? "line " + std::to_string(marks.current) : "";
    const float taken =
        draw.text({box.right() - 16, head}, where, Font::Small, ink(Token::TextSoft), Align::Right);
    draw.text({box.x + 16, head}, listing->file, Font::CodeTiny, ink(Token::TextSoft), Align::Left,
              box.w - 48 - taken);
    draw.line({box.x, box.y + kHead}, {box.right(), box.y + kHead}, ink(Token::Hairline));

    // Room for the badges of the fullest line is kept free on all of them, so that nothing is ever covered.
    float side = kBadgeStep * 2;
    for (const auto& [line, tasks] : marks.parked) side = std::max(side, badges_width(draw, tasks));
    const Rect body{box.x, box.y + kHead + 6, box.w, box.h - kHead - 12};
    const Look look = choose(draw, *listing, body.w - kGutter - side - kRight - 6);
    const auto rows = rows_of(*listing, look.columns);
    const auto visible = static_cast<std::size_t>(std::max(1.0F, body.h / look.line));

    std::size_t current = 0;
    while (current < rows.size() && listing->first_line + rows[current].line != marks.current) ++current;
    const std::size_t top =
        first_row(rows, current == rows.size() ? 0 : current, visible, scene.state.listing_scroll);
    const auto spans = highlight::highlight(listing->lines);
    const auto& breakpoints = scene.session.player().breakpoints();

    list.add(stage::HotItem{"scroll/listing", body, ""});
    for (std::size_t i = top; i < rows.size() && i < top + visible; ++i) {
        const Row& row = rows[i];
        const auto number = static_cast<std::uint32_t>(listing->first_line + row.line);
        const Rect place{body.x, body.y + static_cast<float>(i - top) * look.line, body.w, look.line};
        const float middle = place.center().y;
        const bool now = number == marks.current;
        if (now) {
            const stage::Ink hue = marks.current_task != 0
                                       ? slides::actor_of(state, timeline.tables(), marks.current_task).color
                                       : ink(Token::Loop);
            draw.fill({place.x + 1, place.y, place.w - 2, place.h}, 0, hue.mixed(0.16F));
            draw.fill({place.x + 1, place.y, 3, place.h}, 0, hue);
        }
        draw_code(draw, listing->lines[row.line], spans[row.line], row, place.x + kGutter + 6, middle, look);
        if (!row.first) continue;
        const std::string id = "line/" + std::to_string(number);
        const bool broken = std::ranges::any_of(
            breakpoints, [&](const auto& b) { return b.line == number && b.file == listing->file; });
        if (broken || draw.hovered(id)) {
            list.add(stage::DiscItem{{place.x + 12, middle}, 4.5F, ink(Token::Error), broken, 1.5F});
        }
        draw.text({place.x + kGutter - 8, middle}, std::to_string(number),
                  look.font == Font::Code ? Font::CodeSmall : Font::CodeTiny,
                  ink(now ? Token::Text : Token::TextFaint), Align::Right, kGutter - 26);
        list.add(stage::HotItem{
            id, {place.x, place.y, kGutter, place.h}, broken ? "Remove the breakpoint" : "Stop here"});
        const auto parked = marks.parked.find(number);
        if (parked != marks.parked.end())
            draw_badges(draw, parked->second, state, box.right() - kRight, middle);
    }
}

}  // namespace loopscope::app::panels
