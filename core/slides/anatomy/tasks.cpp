// Every task with what it does or waits for: shown where there are no sockets and no workers to look at.
#include "core/base/format.hpp"
#include "core/slides/anatomy/parts.hpp"
#include "core/trace/words.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace loopscope::slides {
namespace {

using stage::Align;
using stage::Font;
using stage::Icon;
using stage::ink;
using stage::Rect;
using stage::Token;
using timeline::TaskState;
using timeline::TaskStatus;

struct Standing {
    Icon icon = Icon::HollowRing;
    std::string words, right;
};

// "task 1, task 2", "5 tasks": without those that have ended meanwhile, where it has names for them.
std::string tasks(const Scene& scene, const TaskState& task) {
    const trace::Awaited several = trace::unpack_awaited(task.wait_arg);
    std::string names;
    for (const timeline::TaskId id : {several.first, several.second}) {
        const TaskState* other = scene.state.task(id);
        if (other == nullptr || other->status == TaskStatus::Ended) continue;
        names += (names.empty() ? "" : ", ") + face_of(scene, id).name;
    }
    if (!names.empty()) return names;
    return std::to_string(several.count) + (several.count == 1 ? " task" : " tasks");
}

std::string waits_for(const Scene& scene, const TaskState& task) {
    switch (task.wait) {
        case trace::Wait::Sleep: return "awaits sleep";
        case trace::Wait::Yield: return "gave way";
        case trace::Wait::Task:
            return "awaits " + face_of(scene, static_cast<timeline::TaskId>(task.wait_arg)).name;
        case trace::Wait::Tasks: return "awaits " + tasks(scene, task);
        case trace::Wait::FirstOf: return "awaits first of " + tasks(scene, task);
        case trace::Wait::Fd: return "awaits a socket";
        case trace::Wait::Event: return "awaits an event";
        default: return "awaits a " + std::string(trace::word(task.wait));
    }
}

Icon wait_icon(trace::Wait wait) {
    switch (wait) {
        case trace::Wait::Task:
        case trace::Wait::Tasks:
        case trace::Wait::FirstOf: return Icon::Fork;
        case trace::Wait::Lock:
        case trace::Wait::Semaphore: return Icon::Padlock;
        case trace::Wait::Queue: return Icon::Queue;
        case trace::Wait::Worker: return Icon::Worker;
        case trace::Wait::Fd: return Icon::Socket;
        case trace::Wait::Process: return Icon::Process;
        default: return Icon::Clock;
    }
}

Standing standing(const Scene& scene, const TaskState& task) {
    switch (task.status) {
        case TaskStatus::Created: return {Icon::HollowRing, "is new", ""};
        case TaskStatus::Ready: return {Icon::RingedDot, "is ready", ""};
        case TaskStatus::Running:
            if (!task.blocking || task.block == trace::Block::Cpu) return {Icon::Play, "runs", ""};
            return {Icon::Clock, "waits and holds its thread",
                    task.block_ns > 0
                        ? format_short(std::max<std::int64_t>(0, task.since + task.block_ns - scene.loop.now))
                        : ""};
        case TaskStatus::Suspended:
            return {wait_icon(task.wait), waits_for(scene, task),
                    task.wait == trace::Wait::Sleep
                        ? format_short(std::max<std::int64_t>(0, task.wait_arg - scene.loop.now))
                        : ""};
        case TaskStatus::Ended:
            switch (task.outcome) {
                case trace::Outcome::Done: return {Icon::Tick, "done", ""};
                case trace::Outcome::Failed: return {Icon::Cross, "failed", ""};
                case trace::Outcome::Cancelled: return {Icon::StruckRing, "cancelled", ""};
                default: return {Icon::Stop, std::string(trace::word(task.outcome)), ""};
            }
    }
    return {};
}

void draw_task(Pen& pen, const Scene& scene, const TaskState& task, Rect box) {
    const Face face = face_of(scene, task.id);
    const Standing now = standing(scene, task);
    const bool ended = task.status == TaskStatus::Ended, runs = task.status == TaskStatus::Running;
    const bool failed = ended && task.outcome == trace::Outcome::Failed;
    pen.panel(box, 9, runs ? face.color.mixed(0.14F) : ink(Token::Panel),
              runs ? face.color.mixed(0.8F) : ink(Token::Hairline), runs ? 1.4F : 1.0F);
    const float y = box.center().y;
    if (!face.letter.empty())
        pen.list().add(stage::BadgeItem{face.shape,
                                        {box.x + 21, y},
                                        20,
                                        ended ? face.color.mixed(0.6F) : face.color,
                                        face.letter,
                                        !ended});
    float right = box.right() - 14;
    right -=
        pen.text({right, y}, now.right, Font::CodeTiny, ink(Token::TextSoft), Align::Right, box.w * 0.3F);
    const float words = std::min(pen.width(Font::Small, now.words), box.w * 0.42F);
    const float words_x = right - words - (now.right.empty() ? 0.0F : 12.0F);
    pen.text({words_x, y}, now.words, Font::Small, ink(ended ? Token::TextFaint : Token::TextSoft),
             Align::Left, words + 1);
    pen.icon(now.icon, {words_x - 15, y}, 14,
             failed                                     ? ink(Token::Error)
             : runs || task.status == TaskStatus::Ready ? face.color
                                                        : ink(Token::TextSoft));
    pen.text({box.x + 40, y}, face.name, Font::LabelStrong, ink(ended ? Token::TextFaint : Token::Text),
             Align::Left, words_x - 30 - box.x - 40);
    pen.list().add(
        stage::HotItem{"task/" + std::to_string(task.id), box, face.name + " " + now.words, stage::Ground{}});
}

}  // namespace

namespace {

// By id; `count` of them, however many ids lie between.
std::vector<const TaskState*> all(const timeline::State& state, std::size_t count) {
    std::vector<const TaskState*> tasks;
    constexpr std::size_t kMostGaps = 4096;
    for (timeline::TaskId id = 1; tasks.size() < count && id <= count + kMostGaps; ++id) {
        if (const TaskState* task = state.task(id)) tasks.push_back(task);
    }
    return tasks;
}

// Those that live, then those that only start others, then the first of those that have ended.
std::vector<const TaskState*> most_telling(const timeline::State& state, std::size_t most) {
    std::vector<const TaskState*> tasks, conduct;
    state.each_alive([&](timeline::TaskId id) {
        const TaskState* task = state.task(id);
        (task->conducts ? conduct : tasks).push_back(task);
        return tasks.size() < most;
    });
    tasks.insert(tasks.end(), conduct.begin(), conduct.end());
    for (timeline::TaskId id = 1; tasks.size() < most && id <= state.task_count(); ++id) {
        const TaskState* task = state.task(id);
        if (task != nullptr && task->status == TaskStatus::Ended) tasks.push_back(task);
    }
    tasks.resize(std::min(tasks.size(), most));
    return tasks;
}

}  // namespace

void draw_tasks(Pen& pen, const Scene& scene, Rect card) {
    pen.card(card);
    const std::size_t count = scene.state.task_count();
    const std::size_t ended = count - scene.state.alive_count();
    std::string remark;
    if (count != 0)
        remark = ended == 0 ? std::to_string(count)
                            : std::to_string(ended) + " of " + std::to_string(count) + " done";
    draw_heading(pen, card, "TASKS", remark);
    const Rect area{card.x + 24, card.y + 50, card.w - 48, card.h - 50 - 18};
    if (count == 0) {
        pen.text({area.x, area.y + 14}, "no task has been made yet", Font::Label, ink(Token::TextFaint),
                 Align::Left, area.w);
        return;
    }
    constexpr float kTaskGap = 8;
    const auto rows_of = [&](float h) {
        return static_cast<std::size_t>(std::max(1.0F, std::floor((area.h + kTaskGap) / (h + kTaskGap))));
    };
    const float height = rows_of(50) * 2 >= count ? 50 : 40;
    const std::size_t rows = rows_of(height);
    const auto most =
        static_cast<std::size_t>(std::max(1.0F, std::floor((area.w + kTaskGap) / (250 + kTaskGap))));
    const std::size_t columns =
        std::clamp<std::size_t>((count + rows - 1) / rows, std::min<std::size_t>(2, most), most);
    const float width = (area.w + kTaskGap) / static_cast<float>(columns) - kTaskGap;
    const auto place = [&](std::size_t i) {
        const std::size_t row = i / columns, column = i % columns;
        return Rect{area.x + (width + kTaskGap) * static_cast<float>(column),
                    area.y + (height + kTaskGap) * static_cast<float>(row), width, height};
    };
    // Where there are too many, those that have ended make room for the others, and who only started them.
    const bool crowded = count > rows * columns;
    const std::size_t shown = crowded ? rows * columns - 1 : count;
    const std::vector<const TaskState*> order =
        crowded ? most_telling(scene.state, shown) : all(scene.state, count);
    for (std::size_t i = 0; i < order.size(); ++i) draw_task(pen, scene, *order[i], place(i));
    if (crowded) {
        const Rect box = place(shown);
        pen.text({box.x + 14, box.center().y}, and_more(count - shown, " more"), Font::Label,
                 ink(Token::TextSoft), Align::Left, box.w - 20);
    }
}

}  // namespace loopscope::slides
