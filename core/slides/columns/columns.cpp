#include "core/slides/columns/columns.hpp"

#include "core/slides/columns/lane.hpp"
#include "core/slides/columns/parts.hpp"
#include "core/slides/columns/words.hpp"

#include <algorithm>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;
using stage::Vec2;

constexpr std::size_t kMostColumns = 4, kMostTokens = 8;
constexpr float kLaneForHeader = 98;

void draw_lane_header(const ColumnsView& v, std::size_t column, std::size_t index, const RunLane& lane,
                      float center, float block) {
    const std::string words = lane.worker != 0
                                  ? "Worker " + std::to_string(lane.worker)
                                  : (lane.has_loop ? "Loop " : "Thread ") + std::to_string(index + 1);
    const float wide = std::clamp(block, 92.0F, 112.0F);
    const Rect fitted{center - wide / 2, v.layout.lanes, wide, 30};
    v.pen.panel(fitted, 8, lane.has_loop ? ink(Token::Loop).mixed(0.10F) : ink(Token::Raised),
                lane.has_loop ? ink(Token::Loop).mixed(0.7F) : ink(Token::Line));
    if (lane.has_loop) v.pen.icon(Icon::LoopRing, {fitted.x + 22, fitted.center().y}, 16, ink(Token::Loop));
    v.pen.text({fitted.center().x + (lane.has_loop ? 10.0F : 0.0F), fitted.center().y}, words,
               Font::SmallStrong, ink(Token::Text), Align::Center, 80);
    v.pen.list().add(stage::HotItem{"column/" + std::to_string(column) + "/lane/" + std::to_string(index),
                                    fitted, "", stage::Ground{}});
}

void draw_common_header(const ColumnsView& v, const ColumnRun& r, float x, float width) {
    const bool loops = r.loops() > 0;
    const std::string words = lanes_words(r);
    const Rect box{x, v.layout.lanes, width, 30};
    v.pen.panel(box, 8, ink(Token::Raised),
                ink(loops ? Token::Loop : Token::Line).mixed(loops ? 0.6F : 1.0F));
    const float text = v.pen.width(Font::SmallStrong, words);
    if (loops)
        v.pen.icon(Icon::LoopRing, {box.center().x - text / 2 - 14, box.center().y}, 15, ink(Token::Loop));
    v.pen.text(box.center(), words, Font::SmallStrong, ink(Token::Text), Align::Center, width - 16);
}

void draw_rest(const ColumnsView& v, const ColumnRun& r, float x, float width, int without) {
    const std::string words = and_more(static_cast<std::size_t>(without), " more");
    if (r.lanes().size() == 1 && v.pen.fits(Font::Small, words, width * 0.2F)) {
        const float y = (v.axis.top() + v.axis.after(r.end())) / 2;
        if (y < v.now_y) v.pen.text({x + width, y}, words, Font::Small, ink(Token::TextSoft), Align::Right);
    }
}

void draw_lanes(const ColumnsView& v, std::size_t column, const ColumnRun& r, float x, float width,
                std::vector<Vec2>& tokens) {
    const std::size_t lanes = r.lanes().size();
    if (lanes == 0) {
        v.pen.text({x, v.layout.top + 24}, "nothing was recorded", Font::Small, ink(Token::TextFaint),
                   Align::Left, width);
        return;
    }
    const float room = std::min(width / static_cast<float>(lanes), width);
    const bool headers = room >= kLaneForHeader;
    if (!headers) draw_common_header(v, r, x, width);
    std::size_t drawn_tokens = 0;
    int without_rail = 0;
    for (std::size_t i = 0; i < lanes; ++i) {
        const RunLane& lane = r.lanes()[i];
        LaneView view{&r, &lane, &v.axis, v.input.now, x + room * static_cast<float>(i), room, 0};
        view.block = block_width(lane, room);
        const float center = view.x + room / 2;
        if (headers) draw_lane_header(v, column, i, lane, center, view.block);
        if (room >= 12) {
            const float until = std::min(v.now_y, v.axis.after(lane.end));
            v.pen.line({center, v.layout.lanes + 30}, {center, std::max(until, v.layout.top)},
                       ink(lane.has_loop ? Token::Loop : Token::Line).mixed(lane.has_loop ? 0.5F : 1.0F));
        }
        without_rail += draw_lane(v.pen, view);
        const bool goes_on = v.input.now.time < lane.end;
        if (goes_on && drawn_tokens < kMostTokens && room >= 24 && v.input.now.time >= lane.begin) {
            ++drawn_tokens;
            tokens.push_back({center, v.now_y});
        }
    }
    if (without_rail > 0) draw_rest(v, r, x, width, without_rail);
}

std::string tip(const ColumnRun* r) {
    if (r == nullptr) return "";
    std::string text = "A real run, recorded in virtual time: each thread has a core of its own";
    if (r->hidden_threads() > 0)
        text += ". The main thread only starts the others and waits for them; it is not drawn";
    return text;
}

void draw_column(const ColumnsView& v, std::size_t i, std::vector<Vec2>& tokens) {
    const float x = v.layout.left(i), width = v.layout.column_width - 24;
    if (i > 0)
        v.pen.line({x - 12, v.layout.header + 14}, {x - 12, v.layout.footer - 4}, ink(Token::Hairline));
    const ColumnRun* r = v.run(i);
    std::string title = r != nullptr                ? r->title()
                        : i < v.input.titles.size() ? v.input.titles[i]
                                                    : std::string();
    const std::string sub = r != nullptr ? thread_words(*r) : std::string();
    const float drawn =
        v.pen.text({x, v.layout.title}, title, Font::Heading, ink(Token::Text), Align::Left, width);
    if (v.layout.sub_beside_title) {
        if (v.pen.fits(Font::Small, sub, width - drawn - 16))
            v.pen.text({x + width, v.layout.sub + 2}, sub, Font::Small, ink(Token::TextSoft), Align::Right);
    } else {
        v.pen.text({x, v.layout.sub}, sub, Font::Small, ink(Token::TextSoft), Align::Left, width);
    }
    const std::string trouble = i < v.input.troubles.size() ? v.input.troubles[i] : std::string();
    if (r == nullptr) {
        v.pen.text({x, v.layout.top + 24}, trouble.empty() ? "has not run yet" : trouble, Font::Small,
                   ink(Token::TextFaint), Align::Left, width);
    } else {
        draw_lanes(v, i, *r, x, width, tokens);
        draw_totals(v, *r, x, width);
    }
    const Rect whole{x, v.layout.header + 8, width, v.layout.footer - v.layout.header - 12};
    v.pen.list().add(stage::HotItem{"column/" + std::to_string(i), whole, tip(r), stage::Ground{}});
}

void draw_outcome(const ColumnsView& v, std::size_t i) {
    if (v.run(i) == nullptr) return;
    const std::string trouble = i < v.input.troubles.size() ? v.input.troubles[i] : std::string();
    draw_finish(v, *v.run(i), v.layout.left(i), v.layout.column_width - 24, trouble);
}

}  // namespace

stage::DisplayList columns(const ColumnsInput& input) {
    stage::DisplayList list;
    list.bounds = {0, 0, input.size.x, input.size.y};
    if (input.metrics == nullptr || input.size.x < 120 || input.size.y < 120) return list;
    list.items.reserve(1024);
    Pen pen(list, *input.metrics);
    const std::size_t count = std::min(kMostColumns, input.runs.size());
    const ColumnsLayout layout(input.size, count);
    const RaceAxis axis({input.runs.data(), count}, layout.top, layout.bottom - layout.top);
    const ColumnsView v{input, pen, count, layout, axis, std::min(axis.y(input.now), layout.bottom)};
    pen.card({0, 0, input.size.x, input.size.y});
    draw_header(v);
    draw_axis(v);
    std::vector<Vec2> tokens;
    for (std::size_t i = 0; i < count; ++i) draw_column(v, i, tokens);
    // The line lies over the lanes and under the flags.
    draw_playhead(v);
    for (const Vec2 at : tokens) pen.list().add(stage::GlowItem{at, 11, ink(Token::Glow)});
    for (std::size_t i = 0; i < count; ++i) draw_outcome(v, i);
    draw_footer(v);
    return list;
}

}  // namespace loopscope::slides
