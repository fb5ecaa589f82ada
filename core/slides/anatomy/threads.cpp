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

constexpr float kThreadGap = 8, kLeastWidth = 240;

struct Doings {
    std::string words, right;
    bool blocked = false, runs = false;
    float share = 0;  // of a wait whose length is known
};

const timeline::TaskState* task_on(const Scene& scene, const timeline::ThreadState& thread) {
    return scene.state.task(thread.running);
}

std::string blocked_words(trace::Block block) {
    switch (block) {
        case trace::Block::Sleep: return "waits: sleep";
        case trace::Block::Lock: return "waits for a lock";
        case trace::Block::Join: return "waits for other threads";
        case trace::Block::Cpu: return "works";
        default: return "waits in a call";
    }
}

// A thread that waits for others without being any task: the last thing it did says so.
bool joins(const Scene& scene, timeline::ThreadId thread) {
    constexpr std::size_t kMostBack = 4096;
    const std::size_t position = std::min(scene.state.position, scene.timeline.size());
    for (std::size_t i = position, left = kMostBack; i-- > 0 && left-- > 0;) {
        const trace::Event e = scene.timeline[i];
        if (e.thread == thread)
            return e.kind == trace::Kind::BlockBegin && e.as<trace::Block>() == trace::Block::Join;
    }
    return false;
}

Doings doings(const Scene& scene, const timeline::ThreadState& thread, const timeline::TaskState* task) {
    if (thread.ended) return {"has ended", "", false, false, 0};
    if (thread.work != 0) return {"works for the loop", "", false, true, 0};
    if (task == nullptr)
        return {joins(scene, thread.id) ? "waits for the others" : "nothing to run", "", false, false, 0};
    if (!task->blocking) return {"runs", "", false, true, 0};
    Doings d{blocked_words(task->block), "", task->block != trace::Block::Cpu,
             task->block == trace::Block::Cpu, 0};
    const std::int64_t passed = std::max<std::int64_t>(0, scene.loop.now - task->since);
    if (task->block_ns > 0) {
        d.share =
            std::clamp(static_cast<float>(static_cast<double>(passed) / static_cast<double>(task->block_ns)),
                       0.0F, 1.0F);
        d.right = format_short(std::max<std::int64_t>(0, task->block_ns - passed)) + " left";
    } else {
        d.right = "for " + format_short(passed);
    }
    return d;
}

void draw_thread(Pen& pen, const Scene& scene, const timeline::ThreadState& thread, Rect box) {
    const timeline::TaskState* task = thread.ended ? nullptr : task_on(scene, thread);
    const Doings d = doings(scene, thread, task);
    const Face face = task != nullptr ? face_of(scene, task->id) : Face{};
    const Ink color = task != nullptr ? face.color : ink(Token::TextFaint);
    const bool tall = box.h >= 52;
    pen.panel(box, 9, d.runs || d.blocked ? color.mixed(0.08F) : ink(Token::Panel),
              d.runs || d.blocked ? color.mixed(0.6F) : ink(Token::Hairline), 1.2F);
    if (d.blocked) {
        const Rect hatch{box.x + 3, box.bottom() - 13, (box.w - 6) * (d.share > 0 ? d.share : 1.0F), 10};
        pen.list().add(stage::HatchItem{hatch, std::min(4.0F, hatch.w / 2), color.mixed(0.6F), 6, 1.4F});
    }
    const float line = tall ? box.y + 18 : box.center().y - (d.blocked ? 4.0F : 0.0F);
    const float icon_x = box.x + 19;
    if (thread.ended) {
        pen.icon(Icon::Tick, {icon_x, line}, 14, ink(Token::TextFaint));
    } else if (d.runs) {
        pen.icon(Icon::Play, {icon_x, line}, 13, color);
    } else if (d.blocked) {
        pen.icon(Icon::Clock, {icon_x, line}, 15, color);
    } else {
        pen.icon(Icon::HollowRing, {icon_x, line}, 13, ink(Token::TextFaint));
    }
    std::string name = scene.timeline.tables().string(thread.name);
    if (name.empty()) name = "thread " + std::to_string(thread.id);
    float left = box.x + 36;
    const float right_width = pen.width(Font::CodeTiny, d.right);
    float room = box.right() - 14 - left - (right_width > 0 ? right_width + 12 : 0);
    const std::string title = task != nullptr ? face.name + " on " + name : name;
    const std::string& shown =
        pen.fits(Font::LabelStrong, title, room) || task == nullptr ? title : face.name;
    const float drawn = pen.text({left, line}, shown, Font::LabelStrong,
                                 ink(thread.ended ? Token::TextFaint : Token::Text), Align::Left, room);
    pen.text({box.right() - 14, line}, d.right, Font::CodeTiny, ink(Token::TextSoft), Align::Right);
    if (tall) {
        pen.text({left, line + 21}, d.words, Font::Small, ink(Token::TextSoft), Align::Left, box.w - 50);
    } else if (room - drawn > pen.width(Font::Small, d.words) + 10) {
        pen.text({left + drawn + 10, line}, d.words, Font::Small, ink(Token::TextFaint));
    }
}

}  // namespace

float threads_height(const Scene& scene, float width) {
    const auto count = static_cast<float>(scene.state.threads.size());
    const float columns =
        count <= 3 ? 1 : std::max(1.0F, std::floor((width + kThreadGap) / (kLeastWidth + kThreadGap)));
    const float rows = std::max(1.0F, std::ceil(count / columns));
    return rows * (72 + kThreadGap) - kThreadGap;
}

void draw_threads(Pen& pen, const Scene& scene, Rect box) {
    std::vector<const timeline::ThreadState*> threads;
    for (const timeline::ThreadState& thread : scene.state.threads) {
        if (thread.id != 0) threads.push_back(&thread);
    }
    if (threads.empty()) {
        pen.text({box.x, box.y + 16}, "no thread has started yet", Font::Label, ink(Token::TextFaint),
                 Align::Left, box.w);
        return;
    }
    // High rows for few threads; more columns and lower rows as the number grows.
    const auto most_columns = static_cast<std::size_t>(
        std::max(1.0F, std::floor((box.w + kThreadGap) / (kLeastWidth + kThreadGap))));
    std::size_t columns = 1;
    float height = 72;
    const auto rows_for = [&](float h) {
        return static_cast<std::size_t>(std::max(1.0F, std::floor((box.h + kThreadGap) / (h + kThreadGap))));
    };
    for (const float h : {72.0F, 56.0F, 36.0F}) {
        height = h;
        columns = std::clamp<std::size_t>((threads.size() + rows_for(h) - 1) / rows_for(h), 1, most_columns);
        if (columns * rows_for(h) >= threads.size()) break;
    }
    const std::size_t rows = rows_for(height), places = rows * columns;
    const std::size_t shown = threads.size() <= places ? threads.size() : places - 1;
    const float width = (box.w + kThreadGap) / static_cast<float>(columns) - kThreadGap;
    const auto place = [&](std::size_t i) {
        const std::size_t column = i / rows, row = i % rows;
        return Rect{box.x + (width + kThreadGap) * static_cast<float>(column),
                    box.y + (height + kThreadGap) * static_cast<float>(row), width, height};
    };
    for (std::size_t i = 0; i < shown; ++i) draw_thread(pen, scene, *threads[i], place(i));
    if (shown == threads.size()) return;
    const Rect rest = place(shown);
    pen.text({rest.x + 14, rest.center().y}, and_more(threads.size() - shown, " more threads"), Font::Label,
             ink(Token::TextSoft), Align::Left, width - 20);
}

}  // namespace loopscope::slides
