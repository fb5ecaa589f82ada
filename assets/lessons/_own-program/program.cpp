// A program of a lesson's own: copied with its lesson, it is compiled when the lesson is first opened. What stands
// between [mode] and [/mode] is its listing; a line that ends in ~tag is the same as the line of that tag in program.py.
#include "core/lessons/own_program.hpp"

using namespace loopscope;
using namespace loopscope::async;

constexpr std::chrono::seconds kBoils{3}, kToasts{2};

// [sync]
void boil_the_water() {
    print("The kettle is on");
    block_for(kBoils);
    print("The water boils");
}

void toast(int slice) {
    print("Slice {} is in", slice);
    block_for(kToasts);
    print("Slice {} is done", slice);
}

void breakfast(int slices) {
    boil_the_water();
    for (int slice = 1; slice <= slices; ++slice) toast(slice);
}
// [/sync]

// [async]
Task<> boil_the_water_meanwhile() {
    print("The kettle is on");  // ~kettle
    co_await sleep_for(kBoils);  // ~boil
    print("The water boils");  // ~boils
}

Task<> toast_meanwhile(int slice) {
    print("Slice {} is in", slice);  // ~in
    co_await sleep_for(kToasts);  // ~toast
    print("Slice {} is done", slice);  // ~done
}

Task<> breakfast_at_once(int slices) {
    std::vector<Task<>> all;
    all.push_back(boil_the_water_meanwhile());
    for (int slice = 1; slice <= slices; ++slice)
        all.push_back(toast_meanwhile(slice));  // ~slices
    co_await when_all(std::move(all));  // ~gather
}
// [/async]

lessons::Program own_program() {
    lessons::Program program;
    program.parameters = {lessons::number("slices", "Slices", {.initial = 2, .least = 1, .most = 8})};
    program.modes = {lessons::Mode::Sync, lessons::Mode::Async};
    program.run = [](lessons::Mode mode, const lessons::Values& values) {
        const int slices = static_cast<int>(values.at("slices"));
        if (mode == lessons::Mode::Sync) {
            call("breakfast", [=] { breakfast(slices); });
        } else {
            Loop{}.run(breakfast_at_once(slices));
        }
    };
    return program;
}
