#include "app/panels/home_panel.hpp"

#include "app/commands/home.hpp"
#include "app/home/home_layout.hpp"
#include "app/panels/home_card.hpp"
#include "app/progress/store.hpp"
#include "app/session/thumbnails.hpp"

#include <algorithm>

namespace loopscope::app::panels {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;

const progress::DeckProgress& progress_of(const Scene& scene) {
    static const progress::DeckProgress kNone;
    return scene.context.progress != nullptr ? scene.context.progress->deck() : kNone;
}

void bar(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    const float middle = box.center().y;
    const float search = std::min(312.0F, box.w * 0.42F);
    const Rect field{box.right() - 8 - search, middle - 18, search, 36};
    const bool lit = draw.hovered("palette/open");
    draw.panel(field, 10, ink(lit ? Token::Raised : Token::Panel), ink(lit ? Token::Line : Token::Hairline));
    draw.icon(Icon::Search, {field.x + 20, middle}, 16, ink(Token::TextFaint));
    const float cap = draw.key_cap("/", field.right() - 9, middle);
    draw.text({field.x + 36, middle}, "Find a lesson", Font::Label, ink(Token::TextSoft), Align::Left,
              field.w - 36 - cap - 18);
    draw.hot("palette/open", field);
    float right = field.x - 12;
    for (const auto& [id, icon] : {std::pair{"help/toggle", Icon::Help},
                                   std::pair{"theme/toggle", scene.state.dark ? Icon::Sun : Icon::Moon},
                                   std::pair{"view/presenter", Icon::Screen}}) {
        if (box.w < 760) break;
        draw.icon_button(id, {right - 17, middle}, 34, icon);
        right -= 38;
    }
    const float x = box.x + 8;
    draw.icon(Icon::LoopRing, {x + 13, middle}, 26, ink(Token::Loop));
    const float name = x + 36;
    const float w = draw.text({name, middle}, "Loopscope", Font::BodyStrong, ink(Token::Text), Align::Left,
                              std::max(0.0F, right - name));
    draw.text({name + w + 22, middle}, "Lessons", Font::Label, ink(Token::TextSoft), Align::Left,
              std::max(0.0F, right - name - w - 32));
}

// "about 1 h 50 min": nobody needs the minutes of hours exactly.
std::string duration_words(int minutes) {
    const int rounded = minutes < 20 ? minutes : (minutes + 2) / 5 * 5;
    if (rounded < 60) return "about " + std::to_string(rounded) + " min";
    std::string text = "about " + std::to_string(rounded / 60) + " h";
    if (rounded % 60 != 0) text += " " + std::to_string(rounded % 60) + " min";
    return text;
}

void header(const Scene& scene, const home::HomeLayout& at, const progress::Sum& sum,
            stage::DisplayList& list) {
    Widgets draw(list, scene);
    const std::string deck = commands::deck_title(scene.context);
    const Rect box = at.title;
    const Font font = draw.fits(Font::Display, deck, box.w) ? Font::Display
                      : draw.fits(Font::Title, deck, box.w) ? Font::Title
                                                            : Font::Heading;
    draw.text({box.x, box.y + box.h * 0.3F}, deck, font, ink(Token::Text), Align::Left, box.w);
    const float below = box.y + box.h * 0.78F;
    if (sum.lessons == 0) {
        draw.text({box.x, below}, "This deck has no lessons", Font::Label, ink(Token::TextSoft), Align::Left,
                  box.w);
        return;
    }
    const std::string count = std::to_string(sum.lessons) + (sum.lessons == 1 ? " lesson" : " lessons");
    std::string words = count + "  ·  " + duration_words(sum.minutes);
    const std::string more = words + "  ·  every picture is a real run";
    if (draw.fits(Font::Label, more, box.w)) words = more;
    draw.text({box.x, below}, words, Font::Label, ink(Token::TextSoft), Align::Left, box.w);

    const Rect right = at.summary;
    if (right.w < 120) return;
    const float line = right.y + right.h * 0.34F;
    const std::string done = std::to_string(sum.finished) + " of " + std::to_string(sum.lessons) + " done";
    const float taken =
        draw.text({right.x, line}, done, Font::LabelStrong, ink(Token::Text), Align::Left, right.w);
    if (sum.questions > 0) {
        const std::string hits =
            std::to_string(sum.right) + (sum.right == 1 ? " prediction right" : " predictions right");
        if (taken + 20 + draw.width(Font::Label, hits) <= right.w)
            draw.text({right.right(), line}, hits, Font::Label, ink(Token::TextSoft), Align::Right);
    }
    // One piece for each lesson, or one bar where they would be too small to count.
    const auto n = static_cast<float>(sum.lessons);
    const float y = below - 4;
    const float gap = right.w / n >= 12 ? 5.0F : 0.0F;
    const float piece = (right.w - gap * (n - 1)) / n;
    if (gap == 0) draw.fill({right.x, y, right.w, 8}, 4, ink(Token::Track));
    const auto& progress = progress_of(scene);
    std::vector<float> shares;
    for (const lessons::Lesson& lesson : scene.context.lessons) {
        const auto& mine = progress.of(lesson.id);
        shares.push_back(mine.finished ? 1.0F : progress::share_of(progress::sum_of(lesson, mine)));
    }
    if (gap == 0) {
        float all = 0;
        for (const float share : shares) all += share;
        if (all > 0) draw.fill({right.x, y, std::max(8.0F, right.w * all / n), 8}, 4, ink(Token::Accent));
        return;
    }
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const Rect place{right.x + static_cast<float>(i) * (piece + gap), y, piece, 8};
        draw.fill(place, 4, ink(Token::Track));
        if (shares[i] > 0)
            draw.fill({place.x, place.y, std::max(std::min(8.0F, piece), piece * shares[i]), 8}, 4,
                      ink(Token::Accent));
    }
}

void page(const Scene& scene, const home::HomeLayout& at, stage::DisplayList& list) {
    Widgets draw(list, scene);
    const auto lessons = scene.context.lessons;
    const auto& progress = progress_of(scene);
    const auto chosen = commands::chosen_lesson(scene.context);
    const float scroll = std::clamp(scene.state.home_scroll, 0.0F, at.most_scroll);
    list.add(stage::HotItem{"scroll/home", at.page, "", stage::Ground{true}});
    // A border of the chosen card reaches a little outside.
    list.add(stage::ClipItem{{at.page.x - 4, at.page.y, at.page.w + 8, at.page.h}, true});
    const auto chapters = home::chapters_of(lessons);
    for (const home::PlacedChapter& placed : at.chapters) {
        const Rect box = placed.heading;
        if (box.h < 20) continue;
        const float middle = box.y + box.h * 0.42F - scroll;
        draw.number({box.x + 12, middle}, static_cast<int>(placed.chapter) + 1);
        const std::string& name = chapters[placed.chapter].name;
        draw.text({box.x + 34, middle}, name.empty() ? "More" : name, Font::BodyStrong, ink(Token::Text),
                  Align::Left, box.w - 34);
    }
    for (const home::PlacedCard& placed : at.cards) {
        const Rect box{placed.box.x, placed.box.y - scroll, placed.box.w, placed.box.h};
        if (box.bottom() < at.page.y || box.y > at.page.bottom()) continue;
        const lessons::Lesson& lesson = lessons[placed.lesson];
        const auto& mine = progress.of(lesson.id);
        const slides::Thumbnail* picture =
            scene.context.thumbnails != nullptr ? scene.context.thumbnails->of(lesson.id) : nullptr;
        home_card(draw,
                  {lesson, progress::sum_of(lesson, mine), mine.opened, picture, chosen == placed.lesson},
                  box);
    }
    list.add(stage::ClipItem{{}, false});
    if (at.most_scroll > 1) {
        const float h = std::max(30.0F, at.page.h * at.page.h / (at.page.h + at.most_scroll));
        draw.fill({at.page.right() + 8, at.page.y + (at.page.h - h) * scroll / at.most_scroll, 4, h}, 2,
                  ink(Token::Line));
    }
}

// Returns the height used.
float go_on(const Scene& scene, Rect box, stage::DisplayList& list) {
    Widgets draw(list, scene);
    const auto next = commands::lesson_to_continue(scene.context);
    if (!next) return 0;
    const lessons::Lesson& lesson = scene.context.lessons[*next];
    const auto& mine = progress_of(scene).of(lesson.id);
    const progress::Sum sum = progress::sum_of(lesson, mine);
    const Rect card{box.x, box.y, box.w, 126};
    const bool lit = draw.hovered("home/continue") || draw.pressed("home/continue");
    draw.panel(card, 12, ink(lit ? Token::Raised : Token::Panel), ink(lit ? Token::Line : Token::Hairline));
    const float x = card.x + 22, room = card.w - 44 - 60;
    const char* caption = progress_of(scene).last.empty() ? "BEGIN HERE"
                          : mine.opened                   ? "CONTINUE"
                                                          : "UP NEXT";
    draw.caps({x, card.y + 28}, caption, room);
    draw.text({x, card.y + 55}, lesson.title.empty() ? lesson.id : lesson.title, Font::BodyStrong,
              ink(Token::Text), Align::Left, room);
    draw.text({x, card.y + 79}, facts_of(sum, mine.opened), Font::Small, ink(Token::TextSoft), Align::Left,
              room);
    const stage::Vec2 button{card.right() - 44, card.y + 54};
    draw.list().add(stage::DiscItem{button, 22, ink(Token::Accent).mixed(lit ? 0.86F : 1.0F), true, 0});
    draw.icon(Icon::Play, {button.x + 1, button.y}, 19, ink(Token::OnSolid));
    const Rect track{x, card.bottom() - 22, card.w - 44, 5};
    draw.fill(track, 2.5F, ink(Token::Track));
    const float share = mine.finished ? 1.0F : progress::share_of(sum);
    if (share > 0)
        draw.fill({track.x, track.y, std::max(5.0F, track.w * share), 5}, 2.5F, ink(Token::Accent));
    draw.hot("home/continue", card);
    return card.h + 14;
}

struct KeyRow {
    std::vector<std::string> caps;
    const char* words;
};

float keys(const Scene& scene, Rect box, const char* caption, std::span<const KeyRow> rows,
           stage::DisplayList& list) {
    constexpr float kRow = 31;
    Widgets draw(list, scene);
    const Rect card{box.x, box.y, box.w, 50 + kRow * static_cast<float>(rows.size()) + 8};
    if (card.bottom() > box.bottom()) return 0;
    draw.card(card);
    draw.caps({card.x + 22, card.y + 28}, caption, card.w - 44);
    float y = card.y + 50 + kRow / 2 - 4;
    for (const KeyRow& row : rows) {
        float x = card.x + 22;
        for (const std::string& cap : row.caps) {
            const float w = draw.width(Font::CodeTiny, cap) + 14;
            draw.key_cap(cap, x + w, y);
            x += w + 5;
        }
        const float words = card.x + 116;
        draw.text({std::max(words, x + 8), y}, row.words, Font::Label, ink(Token::TextSoft), Align::Left,
                  card.right() - 16 - std::max(words, x + 8));
        y += kRow;
    }
    return card.h + 14;
}

void side(const Scene& scene, Rect box, stage::DisplayList& list) {
    const auto down = [&box](float by) {
        box.y += by;
        box.h -= by;
    };
    down(go_on(scene, box, list));
    const KeyRow choose[] = {{{"←", "→"}, "choose a lesson"},
                             {{"Enter"}, "open it"},
                             {{"/"}, "find one by its name"},
                             {{"H"}, "back to this page"},
                             {{"?"}, "all keys"}};
    down(keys(scene, box, "KEYS", choose, list));
    const KeyRow present[] = {{{"P"}, "presenter view"},
                              {{"N"}, "the teacher's notes"},
                              {{"B"}, "blank screen"},
                              {{"W"}, "clock"},
                              {{"PgUp", "PgDn"}, "clicker"}};
    down(keys(scene, box, "IN CLASS", present, list));
}

}  // namespace

void home_page(const Scene& scene, Rect window, stage::DisplayList& list) {
    const home::HomeLayout at = home::lay_out(scene.context.lessons, {window.w, window.h});
    const progress::Sum sum = progress::sum_of(scene.context.lessons, progress_of(scene));
    bar(scene, at.top, list);
    if (at.title.w >= 40) header(scene, at, sum, list);
    if (at.page.w >= 40 && at.page.h >= 20) page(scene, at, list);
    if (at.side.w > 0) side(scene, at.side, list);
}

}  // namespace loopscope::app::panels
