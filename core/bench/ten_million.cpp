#include "core/bench/ten_million.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <queue>
#include <random>
#include <vector>

namespace loopscope::bench {

using trace::Event;
using trace::Kind;
using trace::TaskId;

namespace {

constexpr trace::ThreadId kMain = 1;
constexpr std::uint32_t kMostInATurn = 400;  // tasks that are due together, or ready
constexpr std::int64_t kStep = 2'000;        // ns that a step takes at most
constexpr std::array<std::uint32_t, 4> kLines{12, 15, 19, 23};

struct Sleep {
    std::int64_t deadline = 0;
    trace::ObjectId timer = 0;
    TaskId task = 0;
    friend bool operator>(const Sleep& a, const Sleep& b) {
        return std::tie(a.deadline, a.timer) > std::tie(b.deadline, b.timer);
    }
};

}  // namespace

struct TenMillion::Writer {
    explicit Writer(const Mix& wished) : mix(wished), random(wished.seed) {
        name = tables->intern("worker");
        text = tables->intern("has done its part");
        for (const std::uint32_t line : kLines)
            sites.push_back(tables->intern(trace::Site{"workers.cpp", "worker", line}));
        add({.object = tables->intern("ten million"), .kind = Kind::RunBegin});
        add({.object = tables->intern("main"), .kind = Kind::ThreadBegin});
        add({.kind = Kind::LoopBegin});
        conductor = create(0);
        add({.arg = ++turns, .kind = Kind::TurnBegin});
        begin_step(conductor, trace::Cause::First);
        while (tasks < mix.alive) create(conductor);
        add({.arg = static_cast<std::int64_t>(mix.alive),
             .task = conductor,
             .object = sites[0],
             .kind = Kind::TaskSuspended,
             .reason = static_cast<std::uint8_t>(trace::Wait::Tasks)});
    }

    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); }

    void add(Event e) {
        e.time = now;
        e.seq = static_cast<std::uint32_t>(written++);
        e.thread = kMain;
        events.push_back(e);
    }

    TaskId create(TaskId parent) {
        const TaskId task = ++tasks;
        add({.arg = trace::pack_created(parent, sites[0]),
             .task = task,
             .object = name,
             .kind = Kind::TaskCreated});
        make_ready(task, trace::Cause::First, parent);
        return task;
    }

    void make_ready(TaskId task, trace::Cause cause, std::int64_t arg) {
        add({.arg = arg, .task = task, .kind = Kind::TaskReady, .reason = static_cast<std::uint8_t>(cause)});
        if (task != conductor) ready.push_back(task);
    }

    void begin_step(TaskId task, trace::Cause cause) {
        add({.task = task, .kind = Kind::StepBegin, .reason = static_cast<std::uint8_t>(cause)});
        now += below(kStep);
    }

    void turn() {
        add({.arg = ++turns, .kind = Kind::TurnBegin});
        for (std::uint32_t due = 0; due < kMostInATurn && !sleeping.empty() && sleeping.top().deadline <= now;
             ++due) {
            const Sleep sleep = sleeping.top();
            sleeping.pop();
            add({.arg = sleep.deadline, .task = sleep.task, .object = sleep.timer, .kind = Kind::TimerDue});
            make_ready(sleep.task, trace::Cause::TimerDue, sleep.timer);
        }
        const std::int64_t wait =
            ready.empty() && !sleeping.empty() ? std::max<std::int64_t>(0, sleeping.top().deadline - now) : 0;
        add({.arg = wait, .kind = Kind::PollBegin});
        now += wait;
        add({.arg = wait,
             .kind = Kind::PollEnd,
             .reason =
                 static_cast<std::uint8_t>(wait > 0 ? trace::PollWake::Timeout : trace::PollWake::Nothing)});
        for (std::uint32_t left =
                 static_cast<std::uint32_t>(std::min<std::size_t>(ready.size(), kMostInATurn));
             left > 0; --left) {
            const TaskId task = ready.front();
            ready.pop_front();
            step(task);
        }
    }

    void step(TaskId task) {
        begin_step(task, trace::Cause::TimerDue);
        if (below(4) == 0) add({.arg = sites[1], .task = task, .object = text, .kind = Kind::Output});
        const std::uint32_t what = below(10);
        if (what < 3) {
            create(task);
            add({.task = task, .kind = Kind::TaskEnded});
        } else if (what < 5) {
            add({.task = task,
                 .object = sites[2],
                 .kind = Kind::TaskSuspended,
                 .reason = static_cast<std::uint8_t>(trace::Wait::Yield)});
            make_ready(task, trace::Cause::Yielded, 0);
        } else {
            const std::int64_t deadline = now + 1'000 * (1 + below(400'000));
            const trace::ObjectId timer = ++timers;
            add({.arg = deadline, .task = task, .object = timer, .kind = Kind::TimerAdded});
            add({.arg = deadline,
                 .task = task,
                 .object = sites[3],
                 .kind = Kind::TaskSuspended,
                 .reason = static_cast<std::uint8_t>(trace::Wait::Sleep)});
            sleeping.push({deadline, timer, task});
        }
    }

    Mix mix;
    std::minstd_rand random;
    std::shared_ptr<trace::Tables> tables = std::make_shared<trace::Tables>();
    trace::StringId name = 0, text = 0;
    std::vector<trace::SiteId> sites;
    std::vector<Event> events;  // those not yet given away, and those given away last
    std::size_t given = 0, written = 0;
    std::int64_t now = 0, turns = 0;
    TaskId conductor = 1, tasks = 0;
    trace::ObjectId timers = 0;
    std::deque<TaskId> ready;
    std::priority_queue<Sleep, std::vector<Sleep>, std::greater<>> sleeping;
};

TenMillion::TenMillion(const Mix& mix) : writer_(std::make_unique<Writer>(mix)) {}
TenMillion::~TenMillion() = default;

std::shared_ptr<const trace::Tables> TenMillion::tables() const {
    return writer_->tables;
}

std::span<const Event> TenMillion::next(std::size_t most) {
    Writer& writer = *writer_;
    writer.events.erase(writer.events.begin(),
                        writer.events.begin() + static_cast<std::ptrdiff_t>(writer.given));
    writer.given = 0;
    while (writer.events.size() < most && writer.written < writer.mix.events) writer.turn();
    const std::size_t too_many = writer.written > writer.mix.events ? writer.written - writer.mix.events : 0;
    const std::size_t left = writer.events.size() - std::min(too_many, writer.events.size());
    writer.given = std::min(most, left);
    return std::span(writer.events).first(writer.given);
}

timeline::Timeline made_up_run(const Mix& mix) {
    TenMillion run(mix);
    timeline::Timeline timeline(run.tables());
    for (auto events = run.next(); !events.empty(); events = run.next()) timeline.append(events);
    return timeline;
}

}  // namespace loopscope::bench
