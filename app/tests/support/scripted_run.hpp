// A run that follows a script instead of executing a program: it emits the script's events when their time
// has come on a clock that the test moves, and obeys the gate's commands as a real run does.
#pragma once

#include "core/record/source.hpp"
#include "core/tests/support/script.hpp"

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace loopscope::app::test {

// The part that the test keeps in hand after it has given the run away.
struct ScriptedProgram {
    std::vector<trace::Event> events;
    std::shared_ptr<trace::Tables> tables;
    std::vector<trace::Event> emitted;  // with the gate's own events, renumbered
    std::vector<trace::Control> received;
    std::size_t next = 0;
    std::int64_t clock = 0;
    double rate = 1;
    bool held = true;
    bool stopped = false;
    std::optional<trace::Step> step;
    std::vector<trace::Breakpoint> breakpoints;

    [[nodiscard]] bool ended() const { return stopped || next == events.size(); }

    void emit(trace::Event e) {
        e.seq = static_cast<std::uint32_t>(emitted.size());
        emitted.push_back(e);
    }

    void hold(trace::GateCause cause) {
        held = true;
        step.reset();
        emit({.time = clock,
              .thread = 1,
              .kind = trace::Kind::GateClosed,
              .reason = static_cast<std::uint8_t>(cause)});
    }

    // Emits whatever may happen up to loop time `until`.
    void run_until(std::int64_t until) {
        while (!held && !ended()) {
            const trace::Event e = events[next];
            const bool jumps = std::isinf(rate) || (step && step->skip_waits);
            if (e.time > until && !jumps) break;
            clock = std::max(clock, e.time);
            ++next;
            emit(e);
            if (step && trace::ends_step(e, step->granularity)) return hold(trace::GateCause::Step);
            if (!step && trace::hits_any(breakpoints, e, *tables)) return hold(trace::GateCause::Breakpoint);
        }
        if (!held && !std::isinf(rate)) clock = std::max(clock, until);
    }

    // Wall time passes.
    void pass(double seconds) {
        if (held) return;
        run_until(std::isinf(rate) ? clock : clock + static_cast<std::int64_t>(seconds * rate * 1e9));
    }

    void take(const trace::Control& control) {
        received.push_back(control);
        if (std::holds_alternative<trace::Pause>(control)) {
            held = true;
            step.reset();
        } else if (std::holds_alternative<trace::Resume>(control)) {
            step.reset();
            go();
        } else if (const auto* wish = std::get_if<trace::Step>(&control)) {
            step = *wish;
            go();
        } else if (const auto* speed = std::get_if<trace::SetSpeed>(&control)) {
            rate = speed->rate;
        } else if (const auto* set = std::get_if<trace::SetBreakpoints>(&control)) {
            breakpoints = set->all;
        } else if (std::holds_alternative<trace::Stop>(control)) {
            stopped = true;
        }
    }

    void go() {
        if (held) emit({.time = clock, .thread = 1, .kind = trace::Kind::GateOpened});
        held = false;
        run_until(clock);
    }
};

class ScriptedRun final : public record::Source {
public:
    explicit ScriptedRun(std::shared_ptr<ScriptedProgram> program) : program_(std::move(program)) {}

    void send(const trace::Control& control) override { program_->take(control); }
    std::size_t drain(std::vector<trace::Event>& out) override {
        const std::size_t count = program_->emitted.size() - drained_;
        out.insert(out.end(), program_->emitted.begin() + static_cast<std::ptrdiff_t>(drained_),
                   program_->emitted.end());
        drained_ += count;
        return count;
    }
    void wait_for_events(std::chrono::milliseconds) override {}
    void wake() override {}
    [[nodiscard]] std::shared_ptr<const trace::Tables> tables() const override { return program_->tables; }
    [[nodiscard]] Nanos loop_time() const override { return Nanos{program_->clock}; }
    [[nodiscard]] Nanos wall_time() const override { return Nanos{program_->clock}; }
    [[nodiscard]] bool held() const override { return program_->held && !program_->ended(); }
    [[nodiscard]] bool ended() const override { return program_->ended(); }

private:
    std::shared_ptr<ScriptedProgram> program_;
    std::size_t drained_ = 0;
};

// Held right behind its first event, as a run that starts held is.
inline std::shared_ptr<ScriptedProgram> program_of(const loopscope::test::Script& script) {
    auto program = std::make_shared<ScriptedProgram>();
    program->events = script.events;
    program->tables = script.tables;
    if (!program->events.empty()) {
        program->emit(program->events[0]);
        program->next = 1;
    }
    program->emit({.time = 0, .thread = 1, .kind = trace::Kind::GateClosed});
    return program;
}

}  // namespace loopscope::app::test
