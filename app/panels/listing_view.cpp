#include "app/panels/listing_view.hpp"

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

constexpr float kLeastGutter = 46, kRight = 12;
// A breakpoint's disc stands before it.
constexpr float kBeforeNumber = 18, kBehindNumber = 8;
constexpr std::size_t kMostBadges = 3, kRowHang = 4;

// One row on the screen: a line of the source or, where that is too long, a part of it.
struct ListingRow {
    // Index in the listing.
    std::size_t line = 0;
    // Bytes.
    std::size_t begin = 0, end = 0;
    // Characters.
    std::size_t indent = 0;
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

std::vector<ListingRow> rows_of(const lessons::Listing& listing, std::size_t columns) {
    std::vector<ListingRow> rows;
    for (std::size_t i = 0; i < listing.lines.size(); ++i) {
        const std::string_view text = listing.lines[i];
        const std::size_t lead = std::min(text.find_first_not_of(' '), text.size());
        ListingRow row{i, 0, text.size(), 0, true};
        while (true) {
            const std::size_t room = columns - row.indent;
            if (length_utf8(text.substr(row.begin)) <= room) break;
            row.end = break_before(text, row.begin, row.begin + byte_of(text.substr(row.begin), room));
            rows.push_back(row);
            row = {i, row.end, text.size(), std::min(lead + kRowHang, columns / 2), false};
        }
        rows.push_back(row);
    }
    return rows;
}

struct ListingLook {
    Font font = Font::Code;
    float advance = 10, line = 25;
    std::size_t columns = 40;
};

// The largest type in which the longest line fits; the smallest where none does.
ListingLook choose(const Widgets& draw, const lessons::Listing& listing, float room, bool large) {
    std::size_t longest = 1;
    for (const std::string& line : listing.lines) longest = std::max(longest, length_utf8(line));
    ListingLook look;
    for (const auto& [font, line] : {std::pair{Font::Code, 25.0F}, std::pair{Font::CodeSmall, 22.5F},
                                     std::pair{Font::CodeTiny, 20.0F}}) {
        if (large && font == Font::CodeTiny) break;
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
std::size_t first_row(const std::vector<ListingRow>& rows, std::size_t current, std::size_t visible,
                      float scroll) {
    if (rows.size() <= visible) return 0;
    const std::size_t most = rows.size() - visible;
    constexpr std::size_t kAhead = 2;
    std::size_t top = 0;
    if (current + kAhead + 1 > visible) top = std::min(most, current + kAhead + 1 - visible);
    const float wanted = std::round(static_cast<float>(top) + scroll);
    return static_cast<std::size_t>(std::clamp(wanted, 0.0F, static_cast<float>(most)));
}

void draw_code(Widgets& draw, std::string_view text, const std::vector<highlight::Span>& spans,
               const ListingRow& row, float x, float middle, const ListingLook& look) {
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

struct Badges {
    float size = 20, step = 23;
    Font more = Font::SmallStrong;
};
Badges badges_of(bool large) {
    return large ? Badges{22, 26, Font::LabelStrong} : Badges{};
}

// Right-aligned, in the order of the tasks; returns the left edge.
float draw_badges(Widgets& draw, const Badges& look, const std::vector<trace::TaskId>& tasks,
                  const timeline::State& state, float right, float middle) {
    const trace::Tables& tables = draw.scene().session.shown_timeline().tables();
    float x = right;
    if (tasks.size() > kMostBadges) {
        const std::string more = "+" + std::to_string(tasks.size() - kMostBadges);
        x -= draw.text({x, middle}, more, look.more, ink(Token::TextSoft), Align::Right) + 6;
    }
    const std::size_t shown = std::min(tasks.size(), kMostBadges);
    for (std::size_t i = shown; i-- > 0;) {
        const timeline::TaskState* task = state.task(tasks[i]);
        const bool solid = task && (task->status == timeline::TaskStatus::Running || task->blocking);
        draw.list().add(
            slides::badge_of(state, tables, tasks[i], {x - look.size / 2, middle}, look.size, solid));
        x -= look.step;
    }
    return x;
}

// Room for the largest line number, in the type that the numbers have.
float gutter_of(const Widgets& draw, const lessons::Listing& listing, Font numbers) {
    const std::size_t last = listing.first_line + listing.lines.size();
    return std::max(kLeastGutter, kBeforeNumber + draw.width(numbers, std::to_string(last)) + kBehindNumber);
}

float badges_width(const Widgets& draw, const Badges& look, const std::vector<trace::TaskId>& tasks) {
    const float badges = static_cast<float>(std::min(tasks.size(), kMostBadges)) * look.step;
    if (tasks.size() <= kMostBadges) return badges;
    return badges + draw.width(look.more, "+" + std::to_string(tasks.size() - kMostBadges)) + 6;
}

// 0: nothing that runs corresponds to it.
std::uint32_t line_that_runs(const ListingInput& input, std::uint32_t line) {
    if (input.runs == nullptr || input.runs == &input.listing) return input.runs == nullptr ? 0 : line;
    ListingMarks here;
    here.current = {line};
    const std::vector<std::uint32_t> there = twin_marks(input.listing, here, *input.runs).current;
    return there.empty() ? 0 : there.front();
}

}  // namespace

void listing_view(Widgets& draw, const ListingInput& input, Rect box) {
    const session::Session& session = draw.scene().session;
    const lessons::Listing& listing = input.listing;
    const ListingMarks& marks = input.marks;
    const auto& timeline = session.shown_timeline();
    const auto& state = timeline.state_at(session.shown_playhead().position);

    // Room for the badges of the fullest line is kept free on all of them, so that nothing is ever covered.
    const Badges badges = badges_of(input.large);
    float side = badges.step * 2;
    for (const auto& [line, tasks] : marks.parked) side = std::max(side, badges_width(draw, badges, tasks));
    const float widest = gutter_of(draw, listing, Font::CodeSmall);
    const ListingLook look = choose(draw, listing, box.w - widest - side - kRight - 6, input.large);
    const Font numbers = look.font == Font::Code || input.large ? Font::CodeSmall : Font::CodeTiny;
    const float gutter = gutter_of(draw, listing, numbers);
    const auto rows = rows_of(listing, look.columns);
    const auto visible = static_cast<std::size_t>(std::max(1.0F, box.h / look.line));
    const auto number_of = [&](const ListingRow& row) {
        return listing.first_line + static_cast<std::uint32_t>(row.line);
    };

    const auto current =
        std::ranges::find_if(rows, [&](const ListingRow& r) { return marks.is_current(number_of(r)); });
    const std::size_t top =
        first_row(rows, current == rows.end() ? 0 : static_cast<std::size_t>(current - rows.begin()), visible,
                  input.scroll);
    const auto spans = highlight::highlight(listing.lines, input.language);
    const auto& breakpoints = session.player().breakpoints();
    const stage::Ink hue = marks.current_task != 0
                               ? slides::actor_of(state, timeline.tables(), marks.current_task).color
                               : ink(Token::Loop);
    for (std::size_t i = top; i < rows.size() && i < top + visible; ++i) {
        const ListingRow& row = rows[i];
        const std::uint32_t number = number_of(row);
        const Rect place{box.x, box.y + static_cast<float>(i - top) * look.line, box.w, look.line};
        const float middle = place.center().y;
        const bool now = marks.is_current(number);
        if (now) {
            draw.fill({place.x + 1, place.y, place.w - 2, place.h}, 0, hue.mixed(0.16F));
            draw.fill({place.x + 1, place.y, 3, place.h}, 0, hue);
        }
        draw_code(draw, listing.lines[row.line], spans[row.line], row, place.x + gutter + 6, middle, look);
        if (!row.first) continue;
        draw.text({place.x + gutter - kBehindNumber, middle}, std::to_string(number), numbers,
                  ink(now ? Token::Text : Token::TextFaint), Align::Right);
        if (const std::uint32_t stop = line_that_runs(input, number); stop != 0) {
            const std::string id = "line/" + std::to_string(stop);
            const bool broken = std::ranges::any_of(
                breakpoints, [&](const auto& b) { return b.line == stop && b.file == input.runs->file; });
            if (broken || draw.hovered(id))
                draw.list().add(
                    stage::DiscItem{{place.x + 12, middle}, 4.5F, ink(Token::Error), broken, 1.5F});
            draw.list().add(stage::HotItem{id,
                                           {place.x, place.y, gutter, place.h},
                                           broken ? "Remove the breakpoint" : "Stop here",
                                           stage::SourceLine{stop}});
        }
        const auto parked = marks.parked.find(number);
        if (parked != marks.parked.end())
            draw_badges(draw, badges, parked->second, state, box.right() - kRight, middle);
    }
}

}  // namespace loopscope::app::panels
