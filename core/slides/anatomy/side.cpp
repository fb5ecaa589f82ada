// Watched sockets and the thread pool.
#include "core/base/format.hpp"
#include "core/slides/anatomy/parts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Ink;
using stage::Rect;
using stage::Token;

constexpr float kRowGap = 8;

// How many rows of at least `least` px fit, and how high they become; the last one is for "+n more" where not
// all fit.
struct Rows {
    std::size_t shown = 0;
    float height = 0;

    Rows(std::size_t wanted, float room, float least, float most) {
        const auto fit =
            static_cast<std::size_t>(std::max(0.0F, std::floor((room + kRowGap) / (least + kRowGap))));
        shown = wanted <= fit ? wanted : fit > 0 ? fit - 1 : 0;
        const std::size_t rows = std::max<std::size_t>(1, std::min(wanted, fit));
        height = std::clamp((room + kRowGap) / static_cast<float>(rows) - kRowGap, least, most);
    }
};

void draw_empty(Pen& pen, Rect card, Icon icon, const char* words, const char* more) {
    if (card.h < 130) {
        const float y = (card.y + 40 + card.bottom() - 12) / 2;
        pen.icon(icon, {card.x + 33, y}, 18, ink(Token::TextFaint));
        pen.text({card.x + 54, y}, words, Font::Label, ink(Token::TextSoft), Align::Left, card.w - 78);
        return;
    }
    const float y = (card.y + 44 + card.bottom()) / 2;
    pen.icon(icon, {card.center().x, y - 26}, 26, ink(Token::Line));
    pen.text({card.center().x, y + 6}, words, Font::Label, ink(Token::TextSoft), Align::Center, card.w - 40);
    if (card.h >= 170 && pen.fits(Font::Small, more, card.w - 40))
        pen.text({card.center().x, y + 30}, more, Font::Small, ink(Token::TextFaint), Align::Center);
}

std::string interest_words(const timeline::WatchedFd& fd) {
    const bool write = fd.interest == trace::Interest::Write;
    if (fd.is_ready) return write ? "writable" : "readable";
    return write ? "waits to write" : "waits to read";
}

void draw_socket(Pen& pen, const Scene& scene, const timeline::WatchedFd& fd, Rect row) {
    const Face face = face_of(scene, fd.task);
    const float y = row.center().y;
    if (fd.is_ready) {
        pen.fill(row, 8, face.color.mixed(0.12F));
        pen.fill({row.x, row.y, 3, row.h}, 1.5F, face.color);
        pen.icon(Icon::Socket, {row.x + 24, y}, 18, face.color);
    } else {
        pen.icon(Icon::HollowRing, {row.x + 24, y}, 14, ink(Token::TextFaint));
    }
    pen.text({row.x + 44, y}, std::to_string(fd.fd), Font::CodeSmall, ink(Token::Text));
    const std::string state = interest_words(fd);
    const float state_width = pen.width(Font::LabelStrong, state);
    const float left = row.x + 84, room = std::max(0.0F, row.w - 84 - 14 - state_width - 40);
    const std::string& label = scene.timeline.tables().string(fd.label);
    const bool two_lines = row.h >= 42 && !label.empty();
    pen.text({left, two_lines ? y - 9 : y}, face.name, Font::Label, ink(Token::Text), Align::Left, room);
    if (two_lines) pen.text({left, y + 12}, label, Font::CodeTiny, ink(Token::TextFaint), Align::Left, room);
    pen.text({row.right() - 14, y}, state, fd.is_ready ? Font::LabelStrong : Font::Label,
             ink(fd.is_ready ? Token::Text : Token::TextFaint), Align::Right);
    const timeline::TaskState* running = scene.state.task(scene.loop.running);
    const bool tells = fd.is_ready && running != nullptr && running->cause == trace::Cause::FdReady &&
                       running->cause_arg == fd.fd;
    if (const int n = tells ? number_in(scene.loop, StoryStep::Place::Socket) : 0)
        pen.number({row.right() - 30 - state_width, y}, n);
}

void draw_worker(Pen& pen, const Scene& scene, const timeline::ThreadState& worker, Rect row) {
    const bool busy = worker.work != 0;
    const Ink color = ink(Token::Worker);
    const float y = row.center().y;
    pen.panel(row, 9, busy ? color.mixed(0.22F) : ink(Token::Panel),
              busy ? color.mixed(0.7F) : ink(Token::Hairline), busy ? 1.4F : 1.0F);
    pen.icon(Icon::Worker, {row.x + 19, y}, 17, busy ? color : ink(Token::TextFaint));
    pen.text({row.x + 40, y}, std::to_string(worker.worker), Font::CodeTiny, ink(Token::TextSoft),
             Align::Center);
    const std::string since =
        busy ? format_short(std::max<std::int64_t>(0, scene.loop.now - worker.work_since)) : std::string();
    const float since_width = pen.width(Font::CodeTiny, since);
    std::string label = busy ? scene.timeline.tables().string(worker.work_label) : std::string("idle");
    if (label.empty()) label = "work";
    pen.text({row.x + 56, y}, label, busy ? Font::LabelStrong : Font::Label,
             ink(busy ? Token::Text : Token::TextFaint), Align::Left, row.w - 56 - since_width - 26);
    pen.text({row.right() - 14, y}, since, Font::CodeTiny, ink(Token::TextSoft), Align::Right);
}

// The row of chips of what waits for a worker.
void draw_queued(Pen& pen, const Scene& scene, float x, float y, float right) {
    const auto all = scene.state.queued();
    if (all.empty()) return;
    pen.text({x, y}, "queued", Font::Small, ink(Token::TextSoft));
    x += pen.width(Font::Small, "queued") + 14;
    for (std::size_t i = 0; i < all.first.size(); ++i) {
        std::string label = scene.timeline.tables().string(all[i].label);
        if (label.empty()) label = "work";
        const float width = std::min(pen.width(Font::Small, label), 110.0F) + 38;
        const std::string rest = and_more(all.size() - i);
        const bool last = i + 1 == all.size();
        if (x + width + (last ? 0 : pen.width(Font::SmallStrong, rest) + 14) > right) {
            pen.text({x, y}, rest, Font::SmallStrong, ink(Token::TextSoft), Align::Left, right - x);
            return;
        }
        const Rect box{x, y - 14, width, 28};
        pen.panel(box, 8, ink(Token::Worker).mixed(0.10F), ink(Token::Worker).mixed(0.7F));
        pen.icon(Icon::RingedDot, {box.x + 15, y}, 12, ink(Token::Worker));
        pen.text({box.x + 27, y}, label, Font::Small, ink(Token::Text), Align::Left, width - 35);
        x = box.right() + 8;
    }
}

}  // namespace

bool has_sockets(const Scene& scene) {
    return scene.state.fd_count() != 0;
}

bool has_workers(const Scene& scene) {
    return scene.state.queued_count() != 0 ||
           std::any_of(scene.state.threads.begin(), scene.state.threads.end(),
                       [](const timeline::ThreadState& t) { return t.role == trace::ThreadRole::Worker; });
}

void draw_sockets(Pen& pen, const Scene& scene, Rect card) {
    pen.card(card);
    const auto fds = scene.state.fds();
    draw_heading(pen, card, "WATCHED SOCKETS", fds.empty() ? "" : std::to_string(fds.size()));
    if (fds.empty()) {
        draw_empty(pen, card, Icon::Socket, "no sockets in this program",
                   "a loop that watches some wakes when one has news");
        return;
    }
    // Those with news first; otherwise in the order in which they came.
    std::vector<const timeline::WatchedFd*> order;
    order.reserve(fds.size());
    for (const auto& fd : fds) order.push_back(&fd);
    std::stable_partition(order.begin(), order.end(),
                          [](const timeline::WatchedFd* fd) { return fd->is_ready; });
    const Rect area{card.x + 12, card.y + 48, card.w - 24, card.h - 48 - 18};
    const Rows rows(order.size(), area.h, 32, 62);
    float y = area.y;
    for (std::size_t i = 0; i < rows.shown; ++i, y += rows.height + kRowGap)
        draw_socket(pen, scene, *order[i], {area.x, y, area.w, rows.height});
    if (rows.shown < fds.size())
        pen.text({area.x + 84, y + 14}, and_more(fds.size() - rows.shown, " more"), Font::Small,
                 ink(Token::TextSoft));
}

void draw_workers(Pen& pen, const Scene& scene, Rect card) {
    pen.card(card);
    std::vector<const timeline::ThreadState*> workers;
    for (const auto& thread : scene.state.threads) {
        if (thread.role == trace::ThreadRole::Worker) workers.push_back(&thread);
    }
    const bool queued = scene.state.queued_count() != 0;
    draw_heading(pen, card, "THREAD POOL",
                 workers.empty()
                     ? ""
                     : std::to_string(workers.size()) + (workers.size() == 1 ? " worker" : " workers"));
    if (workers.empty() && !queued) {
        draw_empty(pen, card, Icon::Worker, "starts when first used", "for calls that would block the loop");
        return;
    }
    const Rect area{card.x + 24, card.y + 48, card.w - 48, card.h - 48 - 20 - (queued ? 40.0F : 0.0F)};
    const Rows rows(workers.size(), area.h, 30, 46);
    float y = area.y;
    for (std::size_t i = 0; i < rows.shown; ++i, y += rows.height + kRowGap)
        draw_worker(pen, scene, *workers[i], {area.x, y, area.w, rows.height});
    if (rows.shown < workers.size()) {
        pen.text({area.x, y + 14}, and_more(workers.size() - rows.shown, " more"), Font::Small,
                 ink(Token::TextSoft));
        y += 28;
    }
    if (queued) draw_queued(pen, scene, area.x, std::min(y + 18, card.bottom() - 30), area.right());
}

}  // namespace loopscope::slides
