// Services of this process that programs ask over loopback. Who waits for one of them waits in loop time; who
// waits for anybody else waits in real time.
#pragma once

#include <string_view>

namespace loopscope::async {

// Any thread. A port is inside between these two.
void add_inside_port(int port);
void remove_inside_port(int port);

// Whether `url` is "http://127.0.0.1:PORT..." with a port that is inside.
bool is_inside(std::string_view url);

}  // namespace loopscope::async
