// How often one is listened to who may talk without end.
#pragma once

#include <chrono>

namespace loopscope::link {

class Pace {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds kPeriod{10};
    static constexpr int kMostInAPeriod = 100;

    // Something was heard.
    void note(Time now) {
        if (now - begun_ >= kPeriod) {
            begun_ = now;
            count_ = 0;
        }
        ++count_;
    }
    // How long nothing is to be heard; 0: go on.
    [[nodiscard]] std::chrono::milliseconds rest(Time now) const {
        if (count_ < kMostInAPeriod || now - begun_ >= kPeriod) return std::chrono::milliseconds{0};
        return std::chrono::ceil<std::chrono::milliseconds>(kPeriod - (now - begun_));
    }

private:
    Time begun_{};
    int count_ = 0;
};

}  // namespace loopscope::link
